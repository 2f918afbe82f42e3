import { getTranslations } from "next-intl/server";
import type { Column } from "@/app/_ui/data-table";
import { Badge, Status } from "@/app/_ui/status";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import type { ReferenceListRow } from "@/lib/company/reference/list-reference";
import { formatPhone } from "@/lib/domain/phone";
import type { Locale } from "@/lib/i18n/config";
import { formatNumber } from "@/lib/i18n/format";
import { citiesOf, clinicsOf, doctorsOf } from "../addresses";
import { CountLink } from "./count-link";
import { originTone } from "./origin-tone";

type Row = ReferenceListRow;

/** The columns of one kind's list, the name first. */
export async function referenceColumns(kind: ReferenceKind, locale: Locale): Promise<Column<Row>[]> {
  const t = await getTranslations("reference");
  const counted = (count: number, href: string, label: string) =>
    count === 0 ? (
      <span className="text-muted">0</span>
    ) : (
      <CountLink href={href} text={formatNumber(count, locale)} label={label} />
    );

  const name: Column<Row> = {
    id: "name",
    header: t("columns.name"),
    sortable: true,
    title: (row) => row.label,
    cell: (row) => (
      <span className="inline-flex max-w-full items-center gap-2">
        <span className="truncate">{row.label}</span>
        {row.archivedAt !== null && <Status>{t("archivedBadge")}</Status>}
        {row.archivedAt === null && row.parentArchivedAt !== null && (
          <span title={t("hiddenHint")}>
            <Status tone="warn">{t("hiddenBadge")}</Status>
          </span>
        )}
      </span>
    ),
  };
  const code: Column<Row> = {
    id: "code",
    header: t("columns.code"),
    width: "7.5rem",
    sortable: true,
    cell: (row) => <span className="text-muted tabular-nums">{row.code}</span>,
  };
  const parent: Column<Row> = {
    id: "parent",
    header: t(kind === "clinic" ? "columns.city" : "columns.region"),
    width: "24%",
    sortable: true,
    title: (row) => [row.parent, row.above].filter(Boolean).join(", "),
    cell: (row) => (
      <>
        {row.parent}
        {row.above && row.above !== row.parent && <span className="text-muted">, {row.above}</span>}
      </>
    ),
  };
  const phone: Column<Row> = {
    id: "phone",
    header: t("columns.phone"),
    width: "10.5rem",
    from: "xl",
    cell: (row) => row.phone && <span className="tabular-nums">{formatPhone(row.phone)}</span>,
  };
  const below: Column<Row> = {
    id: "below",
    header: t(kind === "region" ? "columns.cities" : "columns.clinics"),
    width: "7rem",
    numeric: true,
    from: "lg",
    cell: (row) =>
      kind === "region"
        ? counted(row.below, citiesOf(row.id), `${row.label}: ${t("uses.cities", { count: row.below })}`)
        : counted(row.below, clinicsOf(row.id), `${row.label}: ${t("uses.clinics", { count: row.below })}`),
  };
  const doctors: Column<Row> = {
    id: "doctors",
    header: t("columns.doctors"),
    width: "7rem",
    numeric: true,
    cell: (row) =>
      counted(
        row.doctors,
        doctorsOf(kind, row.id),
        `${row.label}: ${t("uses.doctors", { count: row.doctors })}`,
      ),
  };
  const origin: Column<Row> = {
    id: "origin",
    header: t("columns.origin"),
    width: "8rem",
    cell: (row) => <Badge tone={originTone[row.origin]}>{t(`origin.${row.origin}`)}</Badge>,
  };

  switch (kind) {
    case "region":
      return [name, code, below, doctors, origin];
    case "city":
      return [name, parent, below, doctors, origin];
    case "clinic":
      return [name, parent, phone, doctors, origin];
    case "specialization":
      return [name, code, doctors, origin];
  }
}
