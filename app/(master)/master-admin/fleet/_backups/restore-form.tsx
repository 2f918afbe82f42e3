import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { TextInput } from "@/app/_ui/text-input";
import { askedForStaysMs } from "@/lib/databases";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { KeptComparison } from "@/lib/master/fleet/backups/kept-comparison";
import type { ListedBackup } from "@/lib/master/fleet/backups/list-backups";
import { zone } from "../../../_shell/zone";
import { backupPath } from "../addresses";
import { restoreWhole } from "../backups/actions";
import { ReasonAndCode } from "./reason-and-code";

type Props = {
  backup: ListedBackup;
  comparison: KeptComparison | null;
  /** That is in use now; null when there is no database any more. */
  generation: number | null;
  now: Date;
};

/** The company's name, the reason, and a code that is taken for this one time. */
export async function RestoreForm({ backup, comparison, generation, now }: Props) {
  const t = await getTranslations("fleetRestore");
  const common = await getTranslations("common");
  const time = formatDateTime(backup.takenAt, zone);
  const sum = (kind: "added" | "changed" | "removed") =>
    comparison?.tables.reduce((total, table) => total + table[kind], 0) ?? 0;
  return (
    <ConfirmedForm
      action={restoreWhole}
      button={t("whole.open")}
      variant="danger"
      confirm={{
        title: t("whole.confirm", { company: backup.company, time }),
        text: t("whole.confirmText"),
      }}
      aside={
        <ButtonLink href={backupPath(backup.id)} size="lg">
          {common("cancel")}
        </ButtonLink>
      }
    >
      <input type="hidden" name="backupId" value={backup.id} />
      {comparison === null && (
        <Notice tone="warn" className="mb-4">
          {t("whole.uncompared")}
        </Notice>
      )}
      <Panel>
        <PanelSection>
          <div className="grid max-w-[70ch] gap-2">
            <p>{t("whole.note", { time })}</p>
            {comparison && (
              <p className="font-medium">
                {t("whole.loses", { added: sum("added"), changed: sum("changed"), removed: sum("removed") })}
              </p>
            )}
            {generation !== null && (
              <p className="text-muted">
                {t("whole.keeps", {
                  generation: String(generation),
                  date: formatDate(now.getTime() + askedForStaysMs, zone),
                })}
              </p>
            )}
          </div>
        </PanelSection>
        <PanelSection>
          <div className="grid gap-4">
            <Field
              name="companyName"
              label={t("whole.name")}
              hint={t("whole.nameHint", { company: backup.company })}
              className="max-w-md"
            >
              <TextInput autoComplete="off" spellCheck={false} />
            </Field>
            <ReasonAndCode />
          </div>
        </PanelSection>
      </Panel>
    </ConfirmedForm>
  );
}
