import { getTranslations } from "next-intl/server";
import type { Column } from "@/app/_ui/data-table";
import type { ReferenceKind } from "@/lib/company/reference/kinds";

/** Which row a line is about: what it is called, and what it is. */
export async function entryColumns<Row extends { name: string; kind: ReferenceKind }>(): Promise<
  Column<Row>[]
> {
  const t = await getTranslations("fleetReference");
  return [
    {
      id: "name",
      header: t("columns.name"),
      width: "28%",
      title: ({ name }) => name,
      cell: ({ name }) => name,
    },
    {
      id: "kind",
      header: t("columns.kind"),
      width: "9rem",
      from: "md",
      cell: ({ kind }) => t(`kind.${kind}`),
    },
  ];
}
