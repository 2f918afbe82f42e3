"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew every few seconds while something goes on that it shows, and while somebody looks. */
export function RefreshWhile({ everyMs = 2_000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
