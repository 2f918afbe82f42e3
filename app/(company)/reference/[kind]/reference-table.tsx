import { getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { listSort } from "@/app/_ui/list-sort";
import { type ReferenceFilter, referenceQuery } from "@/lib/company/reference/filter";
import type { ReferenceKind } from "@/lib/company/reference/kinds";
import type { ReferenceListRow } from "@/lib/company/reference/list-reference";
import type { Locale } from "@/lib/i18n/config";
import { editPath, listPath } from "../addresses";
import { referenceColumns } from "./reference-columns";

type Props = {
  kind: ReferenceKind;
  rows: ReferenceListRow[];
  filter: ReferenceFilter;
  locale: Locale;
  canEdit: boolean;
};

export async function ReferenceTable({ kind, rows, filter, locale, canEdit }: Props) {
  const t = await getTranslations("reference");
  const place = (row: ReferenceListRow) =>
    [row.parent, row.above === row.parent ? null : row.above].filter(Boolean).join(", ");
  return (
    <DataTable
      label={t(`${kind}.title`)}
      columns={await referenceColumns(kind, locale)}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={canEdit ? (row) => editPath(kind, row.id) : undefined}
      phoneLine={(row) =>
        [row.code, place(row), t("uses.doctors", { count: row.doctors }), t(`origin.${row.origin}`)]
          .filter(Boolean)
          .join(" · ")
      }
      sort={listSort(listPath(kind), referenceQuery(filter), filter)}
    />
  );
}
