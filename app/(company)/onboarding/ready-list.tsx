import { getTranslations } from "next-intl/server";
import { Check } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import { countReference } from "@/lib/company/reference/count-reference";
import { formatDate } from "@/lib/i18n/format";

type ReadyListProps = Pick<CompanyContext, "db" | "company" | "plan" | "subscription">;

/** What registration has already made: counted, not promised. */
export async function ReadyList({ db, company, plan, subscription }: ReadyListProps) {
  const t = await getTranslations("onboarding.ready");
  const counted = new Map((await countReference(db)).map(({ kind, active }) => [kind, active]));
  const has = (kind: "region" | "city" | "specialization") => counted.get(kind) ?? 0;
  const lines = [
    t("database"),
    t("reference", { regions: has("region"), cities: has("city"), specializations: has("specialization") }),
    subscription.state === "trialing" &&
      subscription.trialEndsAt !== null &&
      t("trial", { plan: plan.name, date: formatDate(subscription.trialEndsAt, company.timeZone) }),
  ].filter((line) => line !== false);
  return (
    <Panel title={t("title")}>
      <ul className="grid gap-3">
        {lines.map((line) => (
          <li key={line} className="flex gap-2.5">
            <Check size={16} aria-hidden className="mt-0.5 shrink-0 text-good" />
            <span className="text-muted">{line}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
