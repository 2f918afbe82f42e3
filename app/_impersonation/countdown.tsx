"use client";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { clockOf } from "./clock";

type CountdownProps = {
  /** As the server counted when it rendered this: clocks of browsers go wrong. */
  remainingMs: number;
  /** Read out once each, politely. */
  warnings: readonly { atMs: number; text: string }[];
  over: string;
};

/** Minutes and seconds that are left. At zero it goes where the server leads then; the end itself is the server's. */
export function Countdown({ remainingMs, warnings, over }: CountdownProps) {
  const [left, setLeft] = useState(remainingMs);
  const [spoken, setSpoken] = useState("");
  const router = useRouter();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the words come with the time that is left
  useEffect(() => {
    const end = Date.now() + remainingMs;
    let before = remainingMs;
    const timer = setInterval(() => {
      const now = end - Date.now();
      setLeft(now);
      const due = warnings.find(({ atMs }) => before > atMs && now <= atMs);
      if (due) setSpoken(due.text);
      if (before > 0 && now <= 0) setSpoken(over);
      before = now;
      // A second later, so that the server's clock agrees.
      if (now > -1000) return;
      clearInterval(timer);
      location.assign("/master-admin/return");
    }, 1000);
    return () => clearInterval(timer);
  }, [remainingMs]);

  // In another tab it may have ended, or be another company by now.
  useEffect(() => {
    const look = () => document.visibilityState === "visible" && router.refresh();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [router]);

  return (
    <>
      <time
        role="timer"
        aria-live="off"
        className={left <= 60_000 ? "font-semibold text-[#f5c469]" : "font-semibold"}
      >
        {clockOf(left)}
      </time>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </>
  );
}
