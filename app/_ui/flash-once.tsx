"use client";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";

/** Read out once when it appears, and again when the same page is led to with news; then the address forgets it. */
export function FlashOnce({ children }: { children: ReactNode }) {
  const box = useRef<HTMLParagraphElement>(null);
  const done = useSearchParams().get("done");
  // A live region only reads what changes in it, so the words are put there after the page is.
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    if (done === null) return;
    const text = box.current?.textContent ?? "";
    setSpoken((before) => (before === text ? `${text}\u00a0` : text));
    const url = new URL(location.href);
    url.searchParams.delete("done");
    history.replaceState(history.state, "", url);
  }, [done]);
  return (
    <>
      <p
        ref={box}
        className="ui-rise mb-4 flex items-center gap-2 rounded-lg bg-good-soft px-4 py-2.5 font-medium text-good"
      >
        {children}
      </p>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </>
  );
}
