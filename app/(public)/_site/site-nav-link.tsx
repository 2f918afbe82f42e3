"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cx } from "@/app/_ui/class-names";

export function SiteNavLink({
  href,
  className,
  children,
}: {
  href: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  const here = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={here ? "page" : undefined}
      className={cx(
        "inline-flex min-h-8 touch:min-h-11 items-center rounded-md px-2 text-muted hover:text-ink aria-[current]:text-ink",
        className,
      )}
    >
      {children}
    </Link>
  );
}
