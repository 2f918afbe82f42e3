import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Badge, Status } from "@/app/_ui/status";
import { formatMoney, formatNumber } from "@/lib/i18n/format";
import type { ListedPlan } from "@/lib/master/plans/list-plans";
import { planPath } from "./addresses";
import { MoveButtons } from "./move-buttons";
import { featureTexts, limitTexts } from "./plan-text";
import { VisibilityForm } from "./visibility-form";

/** One plan of the list: what it costs, allows and includes, who has it, and what can be done with it. */
export async function PlanRow({ plan, place, last }: { plan: ListedPlan; place: number; last: boolean }) {
  const [t, locale] = [await getTranslations("plans"), await getLocale()];
  const common = await getTranslations("common");
  const money = (minor: number) => formatMoney(minor, plan.currency, locale);
  return (
    <li className="grid gap-x-5 gap-y-3 border-line border-b p-4 last:border-b-0 max-lg:grid-cols-[minmax(0,1fr)_auto] md:px-5 lg:grid-cols-[auto_minmax(0,13rem)_9rem_minmax(0,1fr)_auto]">
      <MoveButtons plan={plan} place={place} last={last} />
      <div className="min-w-0 max-lg:col-start-1 max-lg:row-start-1">
        <h2 className="truncate font-semibold">
          <Link href={planPath(plan.id)} prefetch={false} className="hover:underline">
            {plan.name}
          </Link>
        </h2>
        <p className="truncate text-caption text-muted">{plan.id}</p>
        <p className="mt-1.5 flex flex-wrap gap-1.5">
          <Status tone={plan.isPublic ? "good" : "neutral"}>
            {plan.isPublic ? t("shown") : t("hidden")}
          </Status>
          {plan.isRecommended && <Badge tone="accent">{t("recommended")}</Badge>}
        </p>
      </div>
      <p className="tabular-nums max-lg:col-span-2">
        {t("perMonth", { price: money(plan.monthlyPrice) })}
        <span className="block text-muted">{t("perYear", { price: money(plan.yearlyPrice) })}</span>
      </p>
      <div className="min-w-0 max-lg:col-span-2">
        <p className="text-pretty">{limitTexts(plan, t, locale).join(" · ")}</p>
        <p className="text-pretty text-muted">{featureTexts(plan, t).join(" · ")}</p>
        <p className="mt-1">
          <Link
            href={`/master-admin/subscriptions?plan=${encodeURIComponent(plan.id)}`}
            prefetch={false}
            className="inline-flex min-h-6 items-center text-accent-text underline-offset-2 hover:underline"
          >
            {t("companies", { count: plan.companies, text: formatNumber(plan.companies, locale) })}
          </Link>
        </p>
      </div>
      <div className="flex items-start gap-2 max-lg:col-span-2 lg:justify-end">
        <VisibilityForm plan={plan} />
        <ButtonLink href={planPath(plan.id)} aria-label={t("editPlan", { plan: plan.name })}>
          {common("edit")}
        </ButtonLink>
      </div>
    </li>
  );
}
