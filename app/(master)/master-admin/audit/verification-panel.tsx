import { getTranslations } from "next-intl/server";
import { valueWord } from "@/app/_audit/change-words";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { ShieldCheck } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { Status } from "@/app/_ui/status";
import type { MasterDb } from "@/lib/databases";
import { formatDateTime } from "@/lib/i18n/format";
import { platformZone } from "@/lib/master/audit/list-events";
import { lastVerification } from "@/lib/master/audit/verification-runs";
import { verifyNow } from "./actions";

/** Whether the chains were intact when somebody last looked, and where not. */
export async function VerificationPanel({ master }: { master: MasterDb }) {
  const t = await getTranslations("audit");
  const last = await lastVerification(master);
  const sound = last !== null && last.broken.length === 0 && last.unread.length === 0;
  return (
    <Panel
      title={t("verify.title")}
      className="mb-4"
      note={
        last === null
          ? t("verify.never")
          : t("verify.last", {
              time: formatDateTime(last.at, platformZone),
              by: last.by,
              chains: last.chains,
              events: last.events,
            })
      }
      actions={
        <ConfirmForm
          action={verifyNow}
          label={t("verify.now")}
          icon={<ShieldCheck size={15} />}
          okMessage={t("verify.done")}
        />
      }
    >
      {last !== null && (
        <div className="grid gap-1.5">
          <p className="flex flex-wrap gap-2">
            {sound && <Status tone="good">{t("verify.sound")}</Status>}
            {last.broken.length > 0 && (
              <Status tone="bad">{t("verify.broken", { count: last.broken.length })}</Status>
            )}
            {last.unread.length > 0 && (
              <Status tone="warn">{t("verify.unread", { count: last.unread.length })}</Status>
            )}
          </p>
          {!sound && (
            <ul className="text-small">
              {last.broken.map(({ name, seq, why }) => (
                <li key={`${name} ${seq}`}>{t("verify.at", { name, seq, why: valueWord(t, "why", why) })}</li>
              ))}
              {last.unread.map(({ name, error }) => (
                <li key={name} className="text-muted">
                  {name}: {error}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Panel>
  );
}
