import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { parsePeriod } from "@/lib/master/analytics/periods";
import { readOverview } from "@/lib/master/analytics/read-overview";
import { zone } from "../_shell/zone";
import { Figures } from "./_overview/figures";
import { FleetNotice } from "./_overview/fleet-notice";
import { GrowthPanel } from "./_overview/growth-panel";
import { PeriodSwitch } from "./_overview/period-switch";
import { RevenuePanel } from "./_overview/revenue-panel";
import { SignUpsPanel } from "./_overview/sign-ups-panel";
import { TrialsPanel } from "./_overview/trials-panel";
import { TroublePanel } from "./_overview/trouble-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function OverviewPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const period = parsePeriod(query);
  const overview = await readOverview(master, period, zone, new Date());
  const t = await getTranslations("overview");
  return (
    <>
      <PageHeader title={t("title")} actions={<PeriodSwitch period={period} />} />
      <FleetNotice master={master} />
      <Figures overview={overview} period={period} />
      <div className="mt-4 grid grid-cols-1 gap-4 lg:grid-cols-2">
        <SignUpsPanel weeks={overview.signUps} />
        <GrowthPanel points={overview.growth} />
        <TrialsPanel trials={overview.trials} />
        <TroublePanel trouble={overview.trouble} />
        <RevenuePanel rows={overview.revenue} />
      </div>
      <p className="mt-4 text-muted text-small">{t("asOf")}</p>
    </>
  );
}
