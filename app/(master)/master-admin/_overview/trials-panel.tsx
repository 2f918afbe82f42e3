import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { Overview } from "@/lib/master/analytics/read-overview";
import { endingDays } from "@/lib/master/analytics/trials-ending";
import { zone } from "../../_shell/zone";
import { subscriptionsList } from "./addresses";
import { CompanyList } from "./company-list";

export async function TrialsPanel({ trials }: { trials: Overview["trials"] }) {
  const t = await getTranslations("overview.trials");
  const total = formatNumber(trials.total, await getLocale());
  return (
    <Panel
      title={t("title")}
      actions={
        trials.total > 0 && (
          <ButtonLink size="sm" href={subscriptionsList({ state: "trialing", ends: `${endingDays}` })}>
            {t("all")} {total}
          </ButtonLink>
        )
      }
    >
      {trials.total === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <CompanyList
          rows={trials.rows.map(({ companyId, company, plan, endsAt, daysLeft }) => ({
            companyId,
            company,
            note: `${plan} · ${formatDate(endsAt - 1, zone)} · ${t("left", { days: daysLeft })}`,
          }))}
        />
      )}
    </Panel>
  );
}
