"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

type NavLinkProps = {
  href: string;
  icon: ReactNode;
  label: string;
  count?: ReactNode;
  /** Not for the pages below it: where the others stand below it too. */
  exact?: boolean | undefined;
};

/** A page of the sidebar; knows whether one is on it or below it. */
export function NavLink({ href, icon, label, count, exact = false }: NavLinkProps) {
  const path = usePathname();
  const here = path === href || (!exact && path.startsWith(`${href}/`));
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={here ? "page" : undefined}
        className="flex min-h-8 touch:min-h-11 items-center gap-2.5 rounded-md border border-transparent px-2 text-muted transition-colors hover:bg-line/60 hover:text-ink aria-[current]:border-line aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-sm"
      >
        <span aria-hidden className="grid size-5 place-items-center">
          {icon}
        </span>
        <span className="min-w-0 flex-1 truncate">{label}</span>
        {count && <span className="text-caption text-muted tabular-nums">{count}</span>}
      </Link>
    </li>
  );
}
