import { getLocale, getTranslations } from "next-intl/server";
import { Checkbox } from "@/app/_ui/checkbox";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Fact, Facts } from "@/app/_ui/facts";
import { Notice } from "@/app/_ui/notice";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { engineErrorOf, type MovePlan, planMove, type ServerLoad } from "@/lib/databases";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import { startMove } from "../moves/actions";

type Props = { company: { id: string; name: string }; databaseId: string; target: ServerLoad };

/** What the move would copy and what becomes of the encryption; both ends are looked at while the page is made. */
export async function MovePlanForm({ company, databaseId, target }: Props) {
  const t = await getTranslations("fleetServers");
  const errors = await getTranslations("errors");
  const locale = await getLocale();
  const looked = await look(databaseId, target.id);
  if ("refused" in looked) {
    const key = `moveRefused.${looked.why}` as "moveRefused.full";
    return (
      <Notice tone="bad">
        {t("start.refused", { why: errors.has(key) ? errors(key) : looked.refused })}
      </Notice>
    );
  }
  const { from, to, rows, bytes, losesEncryption } = looked.plan;
  return (
    <ConfirmedForm
      action={startMove}
      button={t("start.button")}
      confirm={{
        title: t("start.confirm", { company: company.name, server: to.name }),
        text: t("start.note"),
      }}
    >
      <input type="hidden" name="companyId" value={company.id} />
      <input type="hidden" name="toServerId" value={target.id} />
      <Panel>
        <PanelSection>
          <Facts>
            <Fact label={t("moves.route")}>
              {from.name} → {to.name}
            </Fact>
            <Fact label={t("start.rows")}>{formatNumber(rows, locale)}</Fact>
            <Fact label={t("start.size")}>{bytes === null ? "–" : formatBytes(bytes, locale)}</Fact>
          </Facts>
        </PanelSection>
        <PanelSection>
          {losesEncryption ? (
            <div className="grid gap-3">
              <Notice tone="warn">{t("start.loses", { server: to.name })}</Notice>
              <Checkbox name="acceptPlain" label={t("start.consent")} hint={t("start.consentHint")} />
            </div>
          ) : (
            <p>
              {from.encrypted === to.encrypted
                ? t("start.keeps", { encryption: from.encrypted ? t("moves.keyHere") : t("moves.keyNone") })
                : t("start.gains", { server: to.name })}
            </p>
          )}
        </PanelSection>
      </Panel>
    </ConfirmedForm>
  );
}

async function look(
  databaseId: string,
  serverId: string,
): Promise<{ plan: MovePlan } | { refused: string; why: string }> {
  try {
    return { plan: await planMove(databaseId, serverId) };
  } catch (error) {
    const refused = engineErrorOf(error);
    if (!refused) throw error;
    return { refused: refused.message, why: String(refused.detail.why ?? "") };
  }
}
