import { getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { TextArea } from "@/app/_ui/text-input";
import type { KeptTable } from "@/lib/master/fleet/backups/kept-comparison";
import type { ListedBackup } from "@/lib/master/fleet/backups/list-backups";
import { bringBackRecords } from "../backups/actions";
import { ReasonAndCode } from "./reason-and-code";
import { RecordRows } from "./record-rows";

type Props = { backup: ListedBackup; tables: readonly KeptTable[] };

/** What was changed or removed since, to be ticked; the rest can be named. */
export async function RecordsForm({ backup, tables }: Props) {
  const t = await getTranslations("fleetRestore");
  const wanted = tables.filter(({ changed, removed }) => changed + removed > 0);
  if (wanted.length === 0) return null;
  return (
    <Panel title={t("records.title")} note={t("records.note")}>
      <ConfirmedForm
        action={bringBackRecords}
        button={t("records.button")}
        variant="secondary"
        confirm={{
          title: t("records.confirm", { company: backup.company }),
          text: t("records.confirmText"),
        }}
      >
        <input type="hidden" name="backupId" value={backup.id} />
        {wanted.map((table) => (
          <RecordRows key={table.table} table={table} />
        ))}
        <PanelSection className="mt-4">
          <div className="grid gap-4">
            <Field name="more" label={t("records.others")} hint={t("records.othersHint")} optional>
              <TextArea rows={2} className="font-mono" spellCheck={false} />
            </Field>
            <ReasonAndCode />
          </div>
        </PanelSection>
      </ConfirmedForm>
    </Panel>
  );
}
