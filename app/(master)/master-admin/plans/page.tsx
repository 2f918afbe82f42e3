import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Flash } from "@/app/_ui/flash";
import { Layers, Plus } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatNumber } from "@/lib/i18n/format";
import { listPlans } from "@/lib/master/plans/list-plans";
import { newPlanPath } from "./addresses";
import { PlanRow } from "./plan-row";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("plans"))("title") };
}

export default async function PlansPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const plans = await listPlans(master);
  const t = await getTranslations("plans");
  const add = (
    <ButtonLink href={newPlanPath} variant="primary" icon={<Plus size={16} aria-hidden />} shortcut="N">
      {t("add")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        count={formatNumber(plans.length, await getLocale())}
        description={t("description")}
        actions={add}
      />
      <Flash query={await searchParams} namespace="plans" />
      <Panel flush>
        {plans.length === 0 ? (
          <EmptyState icon={<Layers size={20} />} title={t("empty.title")} text={t("empty.text")} />
        ) : (
          <ol aria-label={t("list")}>
            {plans.map((plan, index) => (
              <PlanRow key={plan.id} plan={plan} place={index + 1} last={index === plans.length - 1} />
            ))}
          </ol>
        )}
      </Panel>
    </>
  );
}
