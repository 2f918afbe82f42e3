import { getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { listSort } from "@/app/_ui/list-sort";
import type { Locale } from "@/lib/i18n/config";
import { type CatalogueFilter, catalogueQuery } from "@/lib/master/catalogue/filter";
import type { CatalogueKind } from "@/lib/master/catalogue/kinds";
import type { ListedEntry } from "@/lib/master/catalogue/list-entries";
import { entryPath, listPath } from "../addresses";
import { entryColumns } from "./entry-columns";

type Props = {
  kind: CatalogueKind;
  rows: readonly ListedEntry[];
  filter: CatalogueFilter;
  locale: Locale;
};

export async function EntryTable({ kind, rows, filter, locale }: Props) {
  const t = await getTranslations("catalogue");
  return (
    <DataTable
      label={t(`${kind}.title`)}
      columns={await entryColumns(kind, locale)}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => entryPath(kind, row.id)}
      phoneLine={(row) =>
        [row.code, row.parent, row.editedAt === null ? null : t("source.edited")].filter(Boolean).join(" · ")
      }
      sort={listSort(listPath(kind), catalogueQuery(filter), filter)}
    />
  );
}
