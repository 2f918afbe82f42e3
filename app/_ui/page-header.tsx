import Link from "next/link";
import type { ReactNode } from "react";
import { ChevronLeft } from "@/app/_ui/icons";
import { cx } from "./class-names";

type PageHeaderProps = {
  title: ReactNode;
  /** Already formatted: "1 204". */
  count?: string | undefined;
  /** The list this page belongs to. */
  back?: { href: string; label: string } | undefined;
  description?: ReactNode;
  /** At most one primary button, last. */
  actions?: ReactNode;
  /** No wider than the form under it, so that what is done to the record stands over its fields. */
  overForm?: boolean | undefined;
};

/** The first thing on a page. On a phone it is the bar beside the menu button. */
export function PageHeader({ title, count, back, description, actions, overForm }: PageHeaderProps) {
  return (
    <header
      className={cx(
        "mb-5 max-md:sticky max-md:top-bar max-md:z-20 max-md:-mx-4 max-md:mb-3 max-md:border-line max-md:border-b max-md:bg-panel max-md:px-4 max-md:py-2 max-md:in-[[data-shell]]:pl-14",
        overForm && "md:max-w-form",
      )}
    >
      {back && (
        <Link
          href={back.href}
          prefetch={false}
          className="inline-flex min-h-6 max-w-full items-center gap-0.5 text-muted text-small hover:text-ink"
        >
          <ChevronLeft size={14} aria-hidden className="-ml-1 shrink-0" />
          <span className="truncate">{back.label}</span>
        </Link>
      )}
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex min-w-32 flex-1 items-baseline gap-2.5">
          <h1 className="min-w-0 text-balance wrap-anywhere font-semibold text-title max-md:line-clamp-3 max-md:text-base">
            {title}
          </h1>
          {count && <span className="shrink-0 text-muted tabular-nums">{count}</span>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {description && <p className="max-w-form text-muted max-md:hidden">{description}</p>}
    </header>
  );
}
