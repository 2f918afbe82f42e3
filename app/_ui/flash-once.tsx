"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";

/** Read out once when it appears; then the address forgets it. */
export function FlashOnce({ children }: { children: ReactNode }) {
  const box = useRef<HTMLParagraphElement>(null);
  // A live region only reads what changes in it, so the words are put there after the page is.
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    setSpoken(box.current?.textContent ?? "");
    const url = new URL(location.href);
    if (!url.searchParams.has("done")) return;
    url.searchParams.delete("done");
    history.replaceState(history.state, "", url);
  }, []);
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
