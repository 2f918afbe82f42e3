import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Fact, Facts } from "@/app/_ui/facts";
import { Panel, PanelSection } from "@/app/_ui/panel";
import type { MasterDb } from "@/lib/databases";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import { companyEvents } from "@/lib/master/companies/company-events";
import { type CompanyDetails, earlierSubscriptions } from "@/lib/master/companies/read-company";
import { SubscriptionStatus } from "../../../_shell/company-status";
import { zone } from "../../../_shell/zone";
import { companyPath } from "../addresses";
import { EventLines } from "./event-lines";

type Props = { master: MasterDb; found: CompanyDetails };

/** What the company has subscribed to, until when, and how it came to that. */
export async function SubscriptionPanel({ master, found }: Props) {
  const { company, subscription, plan, effective } = found;
  const t = await getTranslations("companies.subscription");
  const locale = await getLocale();
  if (!subscription || !plan) return <Panel title={t("title")} note={t("none")} />;
  const [history, earlier] = await Promise.all([
    companyEvents(master, company.id, { limit: 20, about: "subscription" }),
    earlierSubscriptions(master, company.id),
  ]);
  const price = t(subscription.cycle === "month" ? "perMonth" : "perYear", {
    price: formatMoney(subscription.price, subscription.currency, locale),
  });
  const ends = effective?.state === "trialing" ? subscription.trialEndsAt : subscription.periodEndsAt;
  // What ends with a day ends at the next midnight.
  const day = (at: number) => formatDate(at - 1, zone);
  return (
    <Panel
      title={t("title")}
      actions={
        <ButtonLink href={`${companyPath(company.id)}/subscription`} size="sm">
          {t("change")}
        </ButtonLink>
      }
    >
      <PanelSection className="pt-1">
        <Facts>
          <Fact label={t("plan")}>
            {plan.name} · {price}
          </Fact>
          <Fact label={t("state")}>
            <SubscriptionStatus subscription={effective} />
          </Fact>
          <Fact label={t(effective?.state === "trialing" ? "trialEnds" : "periodEnds")}>
            {ends === null ? "–" : day(ends)}
          </Fact>
          {effective?.graceEndsAt && <Fact label={t("graceEnds")}>{day(effective.graceEndsAt)}</Fact>}
        </Facts>
      </PanelSection>
      <PanelSection>
        <h3 className="mb-2 font-medium">{t("history")}</h3>
        <EventLines events={history} none={t("noHistory")} />
        {earlier.map((one) => (
          <p key={one.id} className="mt-2 text-muted text-small">
            {t("earlier", {
              plan: one.plan,
              from: formatDate(one.startedAt, zone),
              to: formatDate(one.endedAt ?? one.startedAt, zone),
            })}
          </p>
        ))}
      </PanelSection>
    </Panel>
  );
}
