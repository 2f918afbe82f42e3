import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/app/_ui/empty-state";
import type { Query } from "@/app/_ui/list-url";
import { openMaster } from "@/lib/databases";
import { listPublicPlans } from "@/lib/master/plans/queries";
import { commonSaving } from "@/lib/master/plans/saving";
import { CycleSwitch } from "./cycle-switch";
import { PlanCard } from "./plan-card";
import { Questions } from "./questions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.pricing");
  return { title: t("pageTitle"), description: t("lead") };
}

export default async function PricingPage({ searchParams }: { searchParams: Promise<Query> }) {
  const cycle = (await searchParams).cycle === "year" ? "year" : "month";
  const plans = await listPublicPlans(await openMaster());
  const t = await getTranslations("public.pricing");
  return (
    <div className="mx-auto max-w-6xl px-4 md:px-6">
      <div className="pt-14 text-center md:pt-18">
        <h1 className="whitespace-pre-line text-balance font-semibold text-[2.125rem] leading-[1.15] tracking-[-0.022em] md:text-display">
          {t("title")}
        </h1>
        <p className="mx-auto mt-4 max-w-[54ch] text-balance text-base text-muted">{t("lead")}</p>
      </div>
      {plans.length === 0 ? (
        <EmptyState title={t("none.title")} text={t("none.text")} />
      ) : (
        <>
          <CycleSwitch cycle={cycle} saving={commonSaving(plans)} />
          <ul className="mt-7 grid gap-4 lg:grid-cols-3">
            {plans.map((plan) => (
              <PlanCard key={plan.id} plan={plan} cycle={cycle} />
            ))}
          </ul>
          <p className="mt-5 text-center text-muted">{t("trial")}</p>
        </>
      )}
      <Questions />
    </div>
  );
}
