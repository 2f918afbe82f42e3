import type { ReactNode } from "react";
import { ButtonLink } from "./button";

/** Downloads a list as a table; not offered on a phone. */
export function ExportLink({ href, hint, children }: { href: string; hint: string; children: ReactNode }) {
  return (
    <ButtonLink href={href} reloads download title={hint} className="max-md:hidden">
      {children}
    </ButtonLink>
  );
}
