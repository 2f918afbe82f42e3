import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/status";
import { formatMoney } from "@/lib/i18n/format";
import { excessOver, limitsOf, type Usage } from "@/lib/master/plans/limits";
import type { Plan } from "@/lib/master/plans/queries";
import { limitLine, tooSmallWords } from "./limit-words";

type PlanChoicesProps = { plans: readonly Plan[]; currentId: string; usage: Usage };

/** The plans as radio buttons; one that is too small for the company says why and cannot be chosen. */
export async function PlanChoices({ plans, currentId, usage }: PlanChoicesProps) {
  const t = await getTranslations("settings.plan");
  const locale = await getLocale();
  return (
    <div className="grid gap-2">
      {plans.map((plan) => {
        const limits = limitsOf(plan);
        const excess = plan.id === currentId ? [] : excessOver(limits, usage);
        const price = (amount: number) => formatMoney(amount, plan.currency, locale);
        return (
          <label
            key={plan.id}
            className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-md border border-line-strong px-3.5 py-3 transition-colors hover:bg-sunk has-disabled:cursor-not-allowed has-disabled:bg-sunk has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name="planId"
              value={plan.id}
              defaultChecked={plan.id === currentId}
              disabled={excess.length > 0}
              className="ui-check mt-0.5"
            />
            <span className="min-w-0">
              <span className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-semibold">{plan.name}</span>
                {plan.id === currentId && <Badge>{t("current")}</Badge>}
                <span className="text-muted tabular-nums max-sm:w-full sm:ml-auto">
                  {t("perMonth", { price: price(plan.monthlyPrice) })} ·{" "}
                  {t("perYear", { price: price(plan.yearlyPrice) })}
                </span>
              </span>
              <span className="block text-muted text-small">{limitLine(limits, t, locale)}</span>
              {excess.length > 0 && (
                <span className="block text-bad text-small">{tooSmallWords(excess, t, locale)}</span>
              )}
            </span>
          </label>
        );
      })}
    </div>
  );
}
