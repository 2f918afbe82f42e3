import { getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import { Panel } from "@/app/_ui/panel";
import { Badge, type Tone } from "@/app/_ui/status";
import type { SyncChange } from "@/lib/company/reference/sync/plan";
import { entryColumns } from "./entry-columns";

const tones: Record<SyncChange["type"], Tone> = {
  added: "good",
  followed: "info",
  archived: "warn",
  removed: "bad",
  restored: "good",
  offered: "accent",
};

/** Row by row what would be done. */
export async function ChangesTable({ changes }: { changes: readonly SyncChange[] }) {
  const t = await getTranslations("fleetReference");
  const detail = (change: SyncChange): string => {
    if (change.type === "followed")
      return Object.entries(change.fields)
        .map(([field, [from, to]]) =>
          t("detail.field", { field: t(`fields.${field as "name"}`), from: from ?? "–", to: to ?? "–" }),
        )
        .join("; ");
    if (change.type === "archived")
      return change.because === "edited"
        ? t("detail.edited")
        : t("detail.used", { doctors: change.doctors, below: change.below });
    if (change.type === "offered") return t(`detail.by.${change.by}`, { name: change.values.name });
    return t(`detail.${change.type}`);
  };
  return (
    <section>
      <h2 className="mb-2 font-semibold">{t("changes.title", { count: changes.length })}</h2>
      {changes.length === 0 ? (
        <Panel>
          <p className="text-muted">{t("changes.none")}</p>
        </Panel>
      ) : (
        <DataTable<SyncChange>
          label={t("changes.title", { count: changes.length })}
          rows={changes}
          rowKey={({ kind, catalogueId, type }) => `${kind} ${catalogueId} ${type}`}
          phoneLine={detail}
          columns={[
            ...(await entryColumns<SyncChange>()),
            {
              id: "type",
              header: t("columns.what"),
              width: "10rem",
              phone: true,
              cell: ({ type }) => <Badge tone={tones[type]}>{t(`type.${type}`)}</Badge>,
            },
            { id: "detail", header: t("columns.detail"), from: "md", title: detail, cell: detail },
          ]}
        />
      )}
    </section>
  );
}
