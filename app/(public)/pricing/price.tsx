import { getLocale, getTranslations } from "next-intl/server";
import type { BillingCycle } from "@/drizzle/master/schema/states";
import { currencySign, formatMoney } from "@/lib/i18n/format";
import type { Plan } from "@/lib/master/plans/queries";

/** The amount that is really paid, and what a year saves in money. */
export async function Price({ plan, cycle }: { plan: Plan; cycle: BillingCycle }) {
  const t = await getTranslations("public.pricing");
  const locale = await getLocale();
  const amount = cycle === "year" ? plan.yearlyPrice : plan.monthlyPrice;
  const saved = plan.monthlyPrice * 12 - plan.yearlyPrice;
  const sign = currencySign(plan.currency);
  const money = formatMoney(amount, plan.currency, locale);
  const note =
    cycle === "month"
      ? t("monthlyNote")
      : saved > 0
        ? t("yearlySaved", { amount: formatMoney(saved, plan.currency, locale) })
        : t("yearlyNote");
  return (
    <div className="mt-5">
      <p className="flex items-baseline gap-1.5">
        <span className="font-semibold text-[2.125rem] leading-10 tracking-[-0.02em] tabular-nums">
          {money.slice(0, -sign.length).trim()}
        </span>
        <span className="text-muted">
          {sign} / {cycle === "year" ? t("perYear") : t("perMonth")}
        </span>
      </p>
      <p className="text-muted text-small">{note}</p>
    </div>
  );
}
