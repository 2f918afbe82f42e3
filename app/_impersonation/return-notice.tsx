"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { FlashOnce } from "@/app/_ui/flash-once";
import { LogOut } from "@/app/_ui/icons";

type Words = Readonly<Record<string, string>>;

/** That a company was left, on whichever page it was entered from: that page's own words know nothing of it. */
export function ReturnNotice({ words }: { words: Words }) {
  const path = usePathname();
  const done = useSearchParams().get("done");
  // The address forgets it at once; the page that was returned to does not.
  const [returned] = useState({ path, done });
  if (returned.done === null || returned.path !== path || !Object.hasOwn(words, returned.done)) return null;
  return (
    // On a phone beside the menu's button.
    <div className="max-md:mt-2 max-md:ml-9">
      <FlashOnce>
        <LogOut size={16} aria-hidden className="shrink-0" />
        {words[returned.done]}
      </FlashOnce>
    </div>
  );
}
