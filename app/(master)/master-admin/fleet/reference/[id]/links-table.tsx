import { getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import type { OpenLink } from "@/lib/company/reference/sync/plan";
import { entryColumns } from "./entry-columns";

/** Rows of the company's own that the catalogue has too: the company is asked, the platform only sees it. */
export async function LinksTable({ links }: { links: readonly OpenLink[] }) {
  const t = await getTranslations("fleetReference");
  if (links.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2 font-semibold">{t("links.title", { count: links.length })}</h2>
      <p className="mb-2 text-muted text-small">{t("links.note")}</p>
      <DataTable<OpenLink>
        label={t("links.title", { count: links.length })}
        rows={links}
        rowKey={({ kind, catalogueId }) => `${kind} ${catalogueId}`}
        columns={[
          ...(await entryColumns<OpenLink>()),
          { id: "by", header: t("columns.detail"), from: "md", cell: ({ by }) => t(`links.by.${by}`) },
        ]}
      />
    </section>
  );
}
