import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { Column } from "@/app/_ui/data-table";
import { Badge, Status } from "@/app/_ui/status";
import { type Locale, locales } from "@/lib/i18n/config";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import { type CatalogueKind, childKinds, parentKinds } from "@/lib/master/catalogue/kinds";
import type { ListedEntry } from "@/lib/master/catalogue/list-entries";
import { belowPath } from "../addresses";

/** The columns of one kind's list, the name in the reader's language first. */
export async function entryColumns(kind: CatalogueKind, locale: Locale): Promise<Column<ListedEntry>[]> {
  const t = await getTranslations("catalogue");
  const childKind = childKinds[kind];
  const columns: Column<ListedEntry>[] = [
    {
      id: "name",
      header: t("columns.name"),
      sortable: true,
      title: (row) => [row.nameAz, row.nameEn, row.nameRu].join(" · "),
      cell: (row) => (
        <span className="inline-flex max-w-full items-center gap-2">
          <span className="shrink-0 truncate max-md:shrink">{row.label}</span>
          <span className="truncate font-normal text-muted text-small max-md:hidden">
            {otherNames(row, locale)}
          </span>
          {row.archivedAt !== null && <Status>{t("archivedBadge")}</Status>}
          {row.hidden && (
            <span title={t("hiddenHint")}>
              <Status tone="warn">{t("hiddenBadge")}</Status>
            </span>
          )}
        </span>
      ),
    },
    {
      id: "code",
      header: t("columns.code"),
      width: "8rem",
      sortable: true,
      cell: (row) => <span className="text-muted tabular-nums">{row.code}</span>,
    },
  ];
  if (parentKinds[kind] !== null)
    columns.push({
      id: "parent",
      header: t(kind === "clinic" ? "columns.parentCity" : "columns.parentRegion"),
      width: "22%",
      sortable: true,
      title: (row) => row.parent ?? undefined,
      cell: (row) => row.parent,
    });
  if (childKind !== null) {
    const header = t(childKind === "city" ? "columns.cities" : "columns.clinics");
    columns.push({
      id: "below",
      header,
      width: "7rem",
      numeric: true,
      from: "lg",
      cell: (row) =>
        row.below === 0 ? (
          <span className="text-muted">0</span>
        ) : (
          <Link
            href={belowPath(childKind, row.id)}
            prefetch={false}
            aria-label={`${row.label}: ${header} ${row.below}`}
            className="relative z-10 inline-flex min-h-6 items-center underline decoration-line-strong underline-offset-4 hover:text-accent-text"
          >
            {formatNumber(row.below, locale)}
          </Link>
        ),
    });
  }
  columns.push(
    {
      id: "source",
      header: t("columns.source"),
      width: "11rem",
      from: "lg",
      cell: (row) => (
        <Badge tone={row.editedAt === null ? "neutral" : "accent"}>
          {t(row.editedAt === null ? "source.shipped" : "source.edited")}
        </Badge>
      ),
    },
    {
      id: "updated",
      header: t("columns.updated"),
      width: "8rem",
      sortable: true,
      from: "xl",
      cell: (row) => <span className="tabular-nums">{formatDate(row.updatedAt, "Asia/Baku")}</span>,
    },
  );
  return columns;
}

/** In the languages that the reader has not chosen, where they differ. */
function otherNames({ nameAz, nameEn, nameRu, label }: ListedEntry, locale: Locale): string {
  const names: Record<Locale, string> = { az: nameAz, en: nameEn, ru: nameRu };
  const others = locales.filter((other) => other !== locale).map((other) => names[other]);
  return [...new Set(others)].filter((name) => name !== label).join(" · ");
}
