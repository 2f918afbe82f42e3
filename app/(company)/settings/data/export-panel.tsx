import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { FormContext } from "@/app/_ui/form-context";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { Status, type Tone } from "@/app/_ui/status";
import type { CompanyContext } from "@/lib/auth/require-company";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import type { ListedExport } from "@/lib/master/fleet/exports/queries";
import { requestExportAction } from "./actions";

interface ExportPanelProps {
  readonly context: Pick<CompanyContext, "company" | "locale" | "can" | "impersonation">;
  readonly exports: readonly ListedExport[];
  /** Milliseconds UTC. */
  readonly now: number;
}

const tones: Record<ListedExport["state"], Tone> = {
  making: "info",
  ready: "good",
  failed: "bad",
  expired: "neutral",
};

/** Everything the company has, as one file, for its owner. */
export async function ExportPanel({ context, exports, now }: ExportPanelProps) {
  const { company, locale, can, impersonation } = context;
  const t = await getTranslations("settings.data.export");
  if (!can("company.export"))
    return <Panel title={t("title")} note={impersonation ? t("notActing") : t("ownersOnly")} />;
  const at = (instant: number) => formatDateTime(instant, company.timeZone);
  const making = exports.some(({ state }) => state === "making");
  return (
    <Panel
      title={t("title")}
      note={t("note")}
      actions={
        !making && (
          <ConfirmForm action={requestExportAction} label={t("ask")}>
            <FormContext companyId={company.formId} />
          </ConfirmForm>
        )
      }
    >
      {making && <RefreshWhile />}
      {exports.length > 0 && (
        <ul className="divide-y divide-line">
          {exports.map((each) => {
            const state = each.state === "ready" && (each.expiresAt ?? 0) <= now ? "expired" : each.state;
            return (
              <li key={each.id} className="flex flex-wrap items-center gap-3 py-2.5">
                <span className="min-w-0 flex-1">
                  <span className="tabular-nums">{at(each.createdAt)}</span>
                  {state === "ready" && (
                    <span className="block text-muted text-small">
                      {t("until", {
                        size: formatBytes(each.bytes ?? 0, locale),
                        time: at(each.expiresAt ?? 0),
                      })}
                    </span>
                  )}
                </span>
                <Status tone={tones[state]}>{t(`states.${state}`)}</Status>
                {state === "ready" && (
                  <ButtonLink href={`/settings/data/${each.id}`} reloads download size="sm">
                    {t("download")}
                  </ButtonLink>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
