import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ruleText } from "@/app/_backups/rule-text";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { Flash } from "@/app/_ui/flash";
import { FormContext } from "@/app/_ui/form-context";
import { Archive } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { backupStates } from "@/drizzle/master/schema/states";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { backupJobKind, drillJobKind } from "@/lib/master/fleet/backups/backup-jobs";
import { backupQuery, parseBackupView, statesOf } from "@/lib/master/fleet/backups/backup-view";
import { listBackups } from "@/lib/master/fleet/backups/list-backups";
import { readBackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { companyName } from "@/lib/master/fleet/reference/synced-companies";
import { latestJobs } from "@/lib/master/jobs/list/latest-jobs";
import { companySchedulePath } from "../../companies/addresses";
import { BackupsTable } from "../_backups/backups-table";
import { DrillsPanel } from "../_backups/drills-panel";
import { LiveJob } from "../_jobs/live-job";
import { backupsPath } from "../addresses";
import { backUpNow, drillNow } from "./actions";

const shown = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("backups.title") };
}

/** Backups of all companies, or of one; each leads to what can be done with it. */
export default async function BackupsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const view = parseBackupView(query);
  const { companyId, before } = view;
  const company = companyId && (await companyName(master, companyId));
  const schedule = companyId && company ? await readBackupSchedule(master, companyId) : null;
  const found = await listBackups(master, {
    states: statesOf(view),
    size: shown + 1,
    ...(companyId && { companyId }),
    ...(before && { before }),
  });
  const backups = found.slice(0, shown);
  const last = found.length > shown ? backups.at(-1) : undefined;
  const going = company
    ? []
    : (await latestJobs(master, [backupJobKind, drillJobKind], null)).filter(({ isOpen }) => isOpen);
  const t = await getTranslations("fleet");
  const restore = await getTranslations("fleetRestore");
  const words = await getTranslations("backups");
  return (
    <>
      <PageHeader
        title={company ? restore("of", { company }) : t("backups.title")}
        description={schedule ? await ruleText(schedule.policy) : t("backups.note")}
        {...(company && { back: { href: backupsPath, label: restore("all") } })}
        actions={
          schedule ? (
            <ButtonLink href={companySchedulePath(schedule.company.id)}>{words("change")}</ButtonLink>
          ) : (
            <>
              <ConfirmForm action={drillNow} label={t("backups.drill")}>
                <FormContext />
              </ConfirmForm>
              <ConfirmForm action={backUpNow} label={t("backups.now")}>
                <FormContext />
              </ConfirmForm>
            </>
          )
        }
      />
      <Flash query={query} namespace="fleet" />
      {going.map((job) => (
        <LiveJob
          key={job.id}
          job={job}
          title={job.kind === backupJobKind ? t("backups.running") : t("backups.drilling")}
          waiting={t("backups.soon")}
        />
      ))}
      <div className="mb-3">
        <FilterChips
          path={backupsPath}
          query={backupQuery({ ...view, before: null })}
          filters={[
            {
              name: "state",
              label: t("databases.columns.state"),
              options: backupStates.map((value) => ({ value, label: t(`backup.${value}`) })),
            },
          ]}
        />
      </div>
      {backups.length === 0 ? (
        <Panel flush>
          <EmptyState icon={<Archive size={20} />} title={t("backups.empty")} text={t("backups.emptyText")} />
        </Panel>
      ) : (
        <BackupsTable rows={backups} />
      )}
      {(before || last) && (
        <nav aria-label={t("backups.title")} className="flex justify-end gap-2 py-3">
          {before && (
            <ButtonLink href={listUrl(backupsPath, backupQuery({ ...view, before: null }))} size="sm">
              {restore("newest")}
            </ButtonLink>
          )}
          {last && (
            <ButtonLink href={listUrl(backupsPath, backupQuery({ ...view, before: last }))} size="sm">
              {restore("older")}
            </ButtonLink>
          )}
        </nav>
      )}
      {!company && <DrillsPanel master={master} />}
    </>
  );
}
