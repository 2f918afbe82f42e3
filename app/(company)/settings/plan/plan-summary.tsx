import { getLocale, getTranslations } from "next-intl/server";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel } from "@/app/_ui/panel";
import { Status, type Tone } from "@/app/_ui/status";
import type { CompanyContext } from "@/lib/auth/require-company";
import { formatDate, formatMoney, formatTime } from "@/lib/i18n/format";
import { isPaid } from "@/lib/master/subscriptions/periods";
import type { CurrentSubscription } from "@/lib/master/subscriptions/queries";
import { NextTermsNote } from "./next-terms-note";

const tones = {
  trialing: "accent",
  active: "good",
  past_due: "warn",
  read_only: "bad",
  cancelled: "bad",
} as const satisfies Record<CompanyContext["subscription"]["state"], Tone>;

type PlanSummaryProps = Pick<CompanyContext, "company" | "subscription"> & { current: CurrentSubscription };

/** Which plan it is, for how long, and what happens then. */
export async function PlanSummary({ company, subscription, current }: PlanSummaryProps) {
  const t = await getTranslations("settings.plan");
  const { state, trialEndsAt, periodEndsAt, graceEndsAt, daysLeft } = subscription;
  const paid = isPaid(subscription);
  const { plan, cycle } = current;
  const price = formatMoney(current.price, current.currency, await getLocale());
  const ends = trialEndsAt ?? 0;
  const when = { date: formatDate(ends, company.timeZone), time: formatTime(ends, company.timeZone) };
  return (
    <Panel
      title={t("title", { plan: plan.name })}
      actions={
        <Status tone={tones[state]}>
          {state === "trialing" ? t("trialing", { days: daysLeft ?? 0 }) : t(state)}
        </Status>
      }
    >
      {state === "trialing" && (
        <p className="mb-4 max-w-[70ch] text-pretty text-muted">
          {t("trialUntil", when)} {t("trialAfter")}
        </p>
      )}
      {graceEndsAt !== null && (
        <p className="mb-4 max-w-[70ch] text-pretty text-muted">
          {t("graceUntil", { date: formatDate(graceEndsAt, company.timeZone) })}
        </p>
      )}
      <Facts>
        <Fact label={t("startedOn")}>{formatDate(current.startedAt, company.timeZone)}</Fact>
        {trialEndsAt !== null && !paid && (
          <Fact label={t("trialEnds")}>
            {when.date} {when.time}
          </Fact>
        )}
        {paid && periodEndsAt !== null && (
          <Fact label={t("periodEnds")}>{formatDate(periodEndsAt, company.timeZone)}</Fact>
        )}
        <Fact label={t("cycle")}>{t(cycle)}</Fact>
        <Fact label={paid ? t("agreedPrice") : t("price")}>
          {cycle === "year" ? t("perYear", { price }) : t("perMonth", { price })}
        </Fact>
      </Facts>
      <NextTermsNote current={current} timeZone={company.timeZone} />
    </Panel>
  );
}
