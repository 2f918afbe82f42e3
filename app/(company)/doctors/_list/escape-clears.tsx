"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Escape takes the filters off, once nothing is selected, typed or open that it would belong to. */
export function EscapeClears({ href }: { href: string }) {
  const router = useRouter();
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (document.querySelector("dialog[open], .ui-table tbody input:checked")) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest("input, textarea, select, details[open]")
      )
        return;
      router.push(href);
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [href, router]);
  return null;
}
