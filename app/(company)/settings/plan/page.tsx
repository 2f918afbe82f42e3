import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Flash } from "@/app/_ui/flash";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { companyUsage } from "@/lib/journeys/company-usage";
import { limitsOf } from "@/lib/master/plans/limits";
import { listPublicPlans } from "@/lib/master/plans/queries";
import { readSubscription } from "@/lib/master/subscriptions/queries";
import { SettingsTabs } from "../settings-tabs";
import { ChangePlan } from "./change-plan";
import { PlanSummary } from "./plan-summary";
import { UsagePanel } from "./usage-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.plan")} · ${t("title")}` };
}

export default async function PlanPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db, company, subscription, can } = await requireCompany("settings.read", { outsideSandbox: true });
  const master = await openMaster();
  const [current, offered, usage] = await Promise.all([
    readSubscription(master, company.id),
    listPublicPlans(master),
    companyUsage({ master, db, companyId: company.id }),
  ]);
  const isOffered = offered.some((plan) => plan.id === current.plan.id);
  const plans = isOffered ? offered : [current.plan, ...offered];
  const t = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} />
      <SettingsTabs current="plan" />
      <div className="grid max-w-form grid-cols-1 gap-4 *:mb-0">
        <Flash key={`${current.plan.id} ${current.cycle}`} query={await searchParams} namespace="settings" />
        <div className="grid grid-cols-1 gap-4 md:grid-cols-[minmax(0,1fr)_19rem]">
          <PlanSummary company={company} subscription={subscription} current={current} />
          <UsagePanel limits={limitsOf(current)} usage={usage} />
        </div>
        <ChangePlan {...{ company, subscription, can, current, plans, usage }} />
      </div>
    </>
  );
}
