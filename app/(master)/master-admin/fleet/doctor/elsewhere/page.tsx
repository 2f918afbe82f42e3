import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Flash } from "@/app/_ui/flash";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { fleetHealth, lastRepair } from "@/lib/master/fleet/doctor/examinations";
import { repairJobKind } from "@/lib/master/fleet/doctor/repair-job";
import { latestJobs } from "@/lib/master/jobs/list/latest-jobs";
import { FindingList } from "../../_doctor/finding-list";
import { OutcomePanel } from "../../_doctor/outcome-panel";
import { PlanPanel } from "../../_doctor/plan-panel";
import { RepairForm } from "../../_doctor/repair-form";
import { LiveJob } from "../../_jobs/live-job";
import { doctorPath } from "../../addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetDoctor"))("elsewhere.title") };
}

/** Files, keys and unfinished work that belong to no company, and bringing registry and disk in line. */
export default async function ElsewherePage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const [{ elsewhere, elsewherePlan }, [job], last] = await Promise.all([
    fleetHealth(master),
    latestJobs(master, [repairJobKind], null),
    lastRepair(master, null),
  ]);
  const t = await getTranslations("fleetDoctor");
  const step = { code: "reconcile", detail: {}, text: "", rows: null };
  return (
    <>
      <PageHeader
        title={t("elsewhere.title")}
        back={{ href: doctorPath, label: t("title") }}
        description={t("elsewhere.note")}
      />
      <Flash query={await searchParams} namespace="fleetDoctor" />
      {job?.isOpen && <LiveJob job={job} title={t("repairing")} waiting={t("waiting")} />}
      <div className="grid max-w-form gap-4">
        <Panel
          title={t("findings.title")}
          note={elsewhere === null ? t("never") : elsewhere.length === 0 ? t("elsewhere.none") : undefined}
        >
          {elsewhere && elsewhere.length > 0 && <FindingList findings={elsewhere} />}
        </Panel>
        {elsewherePlan !== null && !job?.isOpen && (
          <PlanPanel steps={[step]} count={1} note={t("plan.reconcileNote")}>
            <RepairForm
              companyId={null}
              plan={elsewherePlan}
              title={t("repair.confirmElsewhere")}
              text={t("plan.reconcileNote")}
            />
          </PlanPanel>
        )}
        {last && <OutcomePanel {...last} />}
      </div>
    </>
  );
}
