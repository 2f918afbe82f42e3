"use client";
import { useRouter } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";
import { saveDraft } from "./draft";

type AddLinkProps = { href: string; draft: string; children: ReactNode };

/**
 * Leads to the reference data and back again with what was typed. With JavaScript off it opens beside the form,
 * which stays as it is.
 */
export function AddLink({ href, draft, children }: AddLinkProps) {
  const router = useRouter();
  function go(event: MouseEvent<HTMLAnchorElement>) {
    const form = event.currentTarget.closest("form");
    if (!form || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    saveDraft(draft, form);
    router.push(href);
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      onClick={go}
      className="underline underline-offset-2 hover:text-ink"
    >
      {children}
    </a>
  );
}
