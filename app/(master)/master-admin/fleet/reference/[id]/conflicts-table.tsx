import { getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import type { SyncConflict } from "@/lib/company/reference/sync/plan";
import { entryColumns } from "./entry-columns";

/** Where the catalogue and the company cannot both be followed; the company's stays. */
export async function ConflictsTable({ conflicts }: { conflicts: readonly SyncConflict[] }) {
  const t = await getTranslations("fleetReference");
  if (conflicts.length === 0) return null;
  const detail = (conflict: SyncConflict): string => {
    switch (conflict.type) {
      case "edited":
        return t("conflict.edited", {
          field: t(`fields.${conflict.field}`),
          here: conflict.here ?? "–",
          was: conflict.was ?? "–",
          now: conflict.now ?? "–",
        });
      case "taken":
        return t(`conflict.taken.${conflict.field}`, { now: conflict.now ?? "–", by: conflict.by });
      case "doctorsThere":
        return t("conflict.doctorsThere", { count: conflict.doctors, now: conflict.now ?? "–" });
      case "placeMissing":
        return t("conflict.placeMissing");
    }
  };
  return (
    <section>
      <h2 className="mb-2 font-semibold">{t("conflicts.title", { count: conflicts.length })}</h2>
      <p className="mb-2 text-muted text-small">{t("conflicts.note")}</p>
      <DataTable<SyncConflict>
        label={t("conflicts.title", { count: conflicts.length })}
        rows={conflicts}
        rowKey={(each) =>
          `${each.kind} ${each.catalogueId} ${each.type} ${"field" in each ? each.field : ""}`
        }
        phoneLine={detail}
        columns={[
          ...(await entryColumns<SyncConflict>()),
          { id: "detail", header: t("columns.detail"), from: "md", title: detail, cell: detail },
        ]}
      />
    </section>
  );
}
