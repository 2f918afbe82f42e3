import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { Status, type Tone } from "@/app/_ui/status";
import { formatNumber } from "@/lib/i18n/format";
import type { Trouble } from "@/lib/master/analytics/companies-in-trouble";
import type { Overview } from "@/lib/master/analytics/read-overview";
import { companiesList, subscriptionsList } from "./addresses";
import { CompanyList } from "./company-list";

const tones: Record<Trouble, Tone> = { database: "bad", suspended: "bad", pastDue: "warn" };
const link = "inline-flex min-h-6 items-center underline underline-offset-2 hover:text-ink";

export async function TroublePanel({ trouble }: { trouble: Overview["trouble"] }) {
  const [t, locale] = [await getTranslations("overview.trouble"), await getLocale()];
  const { counts, rows, total } = trouble;
  const said = (which: Trouble) =>
    t(`counts.${which}`, { count: counts[which], text: formatNumber(counts[which], locale) });
  return (
    <Panel title={t("title")}>
      {total === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <>
          <p className="mb-2 flex flex-wrap gap-x-3 text-muted text-small">
            {counts.database > 0 && (
              <Link
                href={companiesList({ database: ["quarantined", "failed"] })}
                prefetch={false}
                className={link}
              >
                {said("database")}
              </Link>
            )}
            {counts.suspended > 0 && (
              <Link href={companiesList({ state: "suspended" })} prefetch={false} className={link}>
                {said("suspended")}
              </Link>
            )}
            {counts.pastDue > 0 && (
              <Link href={subscriptionsList({ state: "past_due" })} prefetch={false} className={link}>
                {said("pastDue")}
              </Link>
            )}
          </p>
          <CompanyList
            rows={rows.map(({ companyId, company, trouble }) => ({
              companyId,
              company,
              note: <Status tone={tones[trouble]}>{t(trouble)}</Status>,
            }))}
          />
          {total > rows.length && (
            <p className="mt-2 text-muted text-small">
              {t("more", { count: total - rows.length, text: formatNumber(total - rows.length, locale) })}
            </p>
          )}
        </>
      )}
    </Panel>
  );
}
