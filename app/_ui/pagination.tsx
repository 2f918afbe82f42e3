import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { ChevronDown, ChevronLeft, ChevronRight } from "@/app/_ui/icons";
import { pageSizes } from "@/lib/domain/list-query";
import { formatRange } from "@/lib/i18n/format";
import { buttonClass } from "./button";
import { listUrl, type Query } from "./list-url";
import { Menu } from "./menu";
import { menuItemClass } from "./menu-parts";

type PaginationProps = {
  path: string;
  query: Query;
  page: number;
  pageSize: number;
  total: number;
};

/** "1–25 / 1 204", how many at a time, back and forth; the state is `page` and `size` in the address. */
export function Pagination({ path, query, page, pageSize, total }: PaginationProps) {
  const t = useTranslations("common.pagination");
  const locale = useLocale();
  const last = Math.max(1, Math.ceil(total / pageSize));
  return (
    <nav aria-label={t("label")} className="flex items-center gap-2 py-2.5 text-small max-md:px-0 md:px-1">
      <p className="flex-1 text-muted tabular-nums">{formatRange(page, pageSize, total, locale)}</p>
      <Menu
        align="end"
        up
        ariaLabel={t("size", { size: pageSize })}
        className={buttonClass({ variant: "quiet", size: "sm" }, "tabular-nums")}
        label={
          <>
            {pageSize}
            <ChevronDown size={14} aria-hidden />
          </>
        }
      >
        {pageSizes.map((size) => (
          <Link
            key={size}
            href={listUrl(path, query, { size })}
            prefetch={false}
            aria-current={size === pageSize || undefined}
            className={menuItemClass}
          >
            {t("perPage", { size })}
          </Link>
        ))}
      </Menu>
      <Step
        href={page > 1 ? listUrl(path, query, { page: page > 2 ? page - 1 : null }) : null}
        label={t("previous")}
        rel="prev"
      >
        <ChevronLeft size={16} aria-hidden />
      </Step>
      <Step href={page < last ? listUrl(path, query, { page: page + 1 }) : null} label={t("next")} rel="next">
        <ChevronRight size={16} aria-hidden />
      </Step>
    </nav>
  );
}

function Step({
  href,
  label,
  rel,
  children,
}: {
  href: string | null;
  label: string;
  rel: string;
  children: React.ReactNode;
}) {
  const look = buttonClass({ size: "icon" });
  return href === null ? (
    <span aria-hidden className={`${look} opacity-40`}>
      {children}
    </span>
  ) : (
    <Link href={href} prefetch={false} rel={rel} aria-label={label} className={look}>
      {children}
    </Link>
  );
}
