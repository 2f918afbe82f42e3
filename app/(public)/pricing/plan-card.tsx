import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { cx } from "@/app/_ui/class-names";
import { Check } from "@/app/_ui/icons";
import { Status } from "@/app/_ui/status";
import type { BillingCycle } from "@/drizzle/master/schema/states";
import type { Plan } from "@/lib/master/plans/queries";
import { planLines } from "./plan-lines";
import { Price } from "./price";

const known = ["basic", "professional", "enterprise"] as const;

/** One plan: price, what it holds, and the way in. */
export async function PlanCard({ plan, cycle }: { plan: Plan; cycle: BillingCycle }) {
  const t = await getTranslations("public.pricing");
  const purpose = known.find((id) => id === plan.id);
  const lines = planLines(plan, t, await getLocale());
  return (
    <li
      className={cx(
        "flex flex-col rounded-lg border bg-panel p-5 md:p-6",
        plan.isRecommended
          ? "border-accent shadow-sm outline-1 outline-accent -outline-offset-1"
          : "border-line shadow-sm",
      )}
    >
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold text-base">{plan.name}</h2>
        {plan.isRecommended && <Status tone="accent">{t("recommended")}</Status>}
      </div>
      {purpose && <p className="text-muted">{t(`for.${purpose}`)}</p>}
      <Price plan={plan} cycle={cycle} />
      <ButtonLink
        href={`/register?plan=${encodeURIComponent(plan.id)}&cycle=${cycle}`}
        variant={plan.isRecommended ? "primary" : "secondary"}
        size="lg"
        className="mt-5"
        aria-label={t("startWith", { plan: plan.name })}
      >
        {t("start")}
      </ButtonLink>
      <ul className="mt-5 grid gap-2.5 text-muted">
        {lines.map((line) => (
          <li key={line} className="flex gap-2.5">
            <Check size={16} aria-hidden className="mt-0.5 shrink-0 text-accent-text" />
            <span>{line}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}
