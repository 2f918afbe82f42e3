import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ruleText } from "@/app/_backups/rule-text";
import { ButtonLink } from "@/app/_ui/button";
import { Fact, Facts } from "@/app/_ui/facts";
import { Archive } from "@/app/_ui/icons";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { backupPolicy } from "@/lib/databases";
import { readBackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { companyBackupsPath } from "../../../fleet/addresses";
import { BackupFacts } from "../../_company/backup-facts";
import { companyOf } from "../../_company/company-of";
import { companyPath } from "../../addresses";
import { ScheduleForm } from "./schedule-form";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("backups"))("title") };
}

/** How a company is backed up, and the way to change that where its plan leaves it to the company. */
export default async function CompanySchedulePage({ params }: Props) {
  const { master } = await requireMasterAdmin();
  const { company } = await companyOf(master, (await params).id, new Date());
  const schedule = await readBackupSchedule(master, company.id);
  const { own, plan, mayBeOwn, policy } = schedule;
  const isOpen = company.state !== "provisioning" && company.state !== "closed";
  const t = await getTranslations("backups");
  const words = await getTranslations("companies.database");
  const errors = await getTranslations("errors");
  const kept =
    own &&
    !mayBeOwn &&
    t("kept", { rule: await ruleText(backupPolicy("own", own, schedule.company.timeZone)) });
  return (
    <>
      <PageHeader
        title={t("title")}
        back={{ href: companyPath(company.id), label: company.name }}
        actions={
          <ButtonLink href={companyBackupsPath(company.id)} icon={<Archive size={16} aria-hidden />}>
            {words("allBackups")}
          </ButtonLink>
        }
      />
      <div className="grid max-w-form gap-4">
        {!isOpen && <Notice>{errors("backupScheduleClosed")}</Notice>}
        {isOpen && !mayBeOwn && (
          <Notice>
            {plan ? t("notInPlan", { plan: plan.name }) : errors("backupScheduleNotInPlan")} {kept}
          </Notice>
        )}
        {isOpen && (
          <Panel>
            <Facts>
              <Fact label={words("howOften")}>{await ruleText(policy)}</Fact>
              <BackupFacts master={master} companyId={company.id} />
            </Facts>
          </Panel>
        )}
        {isOpen && mayBeOwn && <ScheduleForm master={master} schedule={schedule} />}
      </div>
    </>
  );
}
