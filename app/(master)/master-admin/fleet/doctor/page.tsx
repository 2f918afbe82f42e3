import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { Flash } from "@/app/_ui/flash";
import { FormContext } from "@/app/_ui/form-context";
import { Check, SearchX, Stethoscope } from "@/app/_ui/icons";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { type Query, someOf } from "@/lib/domain/list-query";
import { formatDateTime } from "@/lib/i18n/format";
import { fleetHealth } from "@/lib/master/fleet/doctor/examinations";
import { examineJobKind } from "@/lib/master/fleet/doctor/examine-job";
import { latestJobs } from "@/lib/master/jobs/list/latest-jobs";
import { zone } from "../../../_shell/zone";
import { ElsewherePanel } from "../_doctor/elsewhere-panel";
import { HealthFigures } from "../_doctor/health-figures";
import { HealthTable } from "../_doctor/health-table";
import { LiveJob } from "../_jobs/live-job";
import { doctorPath } from "../addresses";
import { jobsPath } from "../jobs/addresses";
import { examineFleet } from "./actions";

const severities = ["error", "warning", "note"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetDoctor"))("title") };
}

/** How the whole fleet is, by the last examinations; looking at it anew is a job. */
export default async function DoctorPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const asked = someOf(severities, query.severity);
  const [health, [job]] = await Promise.all([
    fleetHealth(master),
    latestJobs(master, [examineJobKind], null),
  ]);
  const shown =
    asked.length === 0
      ? health.ill
      : health.ill.filter(({ counts }) => asked.some((each) => counts[each] > 0));
  const t = await getTranslations("fleetDoctor");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={
          health.checkedAt === null
            ? t("note")
            : `${t("checkedAt", { time: formatDateTime(health.checkedAt, zone) })}. ${t("note")}`
        }
        actions={
          <>
            <ButtonLink href={`${jobsPath}?kind=${examineJobKind}`}>{t("history")}</ButtonLink>
            <ConfirmForm action={examineFleet} label={t("run")} icon={<Stethoscope size={15} aria-hidden />}>
              <FormContext />
            </ConfirmForm>
          </>
        }
      />
      <Flash query={query} namespace="fleetDoctor" />
      {job?.isOpen && <LiveJob job={job} title={t("running")} waiting={t("waiting")} />}
      {health.checkedAt !== null && <HealthFigures health={health} />}
      {health.checkedAt !== null && health.unseen > 0 && (
        <Notice tone="warn" className="mb-4">
          {t("unseen", { count: health.unseen })}
        </Notice>
      )}
      {health.ill.length > 0 && (
        <div className="mb-3">
          <FilterChips
            path={doctorPath}
            query={asked.length > 0 ? { severity: [...asked] } : {}}
            filters={[
              {
                name: "severity",
                label: t("columns.severity"),
                options: severities.map((value) => ({ value, label: t(`severity.${value}`) })),
              },
            ]}
          />
        </div>
      )}
      {shown.length > 0 ? (
        <HealthTable rows={shown} />
      ) : (
        <Panel flush>
          {health.ill.length > 0 ? (
            <EmptyState
              icon={<SearchX size={20} />}
              title={t("none")}
              text={t("noneText")}
              actions={<ButtonLink href={doctorPath}>{t("clear")}</ButtonLink>}
            />
          ) : health.checkedAt === null ? (
            <EmptyState icon={<Stethoscope size={20} />} title={t("never")} text={t("neverText")} />
          ) : (
            <EmptyState
              icon={<Check size={20} />}
              title={health.unseen === 0 ? t("sound") : t("soundSoFar")}
              text={t("soundText", { count: health.examined })}
            />
          )}
        </Panel>
      )}
      {health.elsewhere && <ElsewherePanel findings={health.elsewhere} plan={health.elsewherePlan} />}
    </>
  );
}
