import type { ReactNode } from "react";

/** Opens beside a form, so that what was typed stays. */
export function NewTabLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener" className="underline underline-offset-2">
      {children}
    </a>
  );
}
