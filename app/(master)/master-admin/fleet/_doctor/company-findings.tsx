import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Check, Stethoscope } from "@/app/_ui/icons";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import type { CompanyHealth } from "@/lib/master/fleet/doctor/examinations";
import { companyBackupsPath } from "../addresses";
import { FindingList } from "./finding-list";
import { PlanPanel } from "./plan-panel";
import { RepairForm } from "./repair-form";

type Props = {
  company: { id: string; name: string };
  health: CompanyHealth | null;
  /** Something goes on with it: nothing else is begun. */
  isBusy: boolean;
};

/** What was found, what would be done about it, and the form that asks for it. */
export async function CompanyFindings({ company, health, isBusy }: Props) {
  const t = await getTranslations("fleetDoctor");
  const found = health?.company;
  if (!found) {
    return (
      <Panel flush>
        {health ? (
          <EmptyState icon={<Check size={20} />} title={t("healthy")} text={t("healthyText")} />
        ) : (
          <EmptyState icon={<Stethoscope size={20} />} title={t("never")} text={t("neverText")} />
        )}
      </Panel>
    );
  }
  const { findings, counts, steps, stepCount, plan, slug } = found;
  const hidden = counts.error + counts.warning + counts.note - findings.length;
  const isStopped = findings.some(({ remedy }) => remedy === "stops");
  return (
    <>
      <Panel title={t("findings.title")}>
        <FindingList findings={findings} />
        {hidden > 0 && (
          <p className="mt-2 text-muted text-small">{t("findings.more", { count: hidden, slug })}</p>
        )}
      </Panel>
      {isStopped && (
        <Notice
          tone="warn"
          actions={
            <ButtonLink href={companyBackupsPath(company.id)} size="sm">
              {t("plan.restore")}
            </ButtonLink>
          }
        >
          {t("plan.stopped")}
        </Notice>
      )}
      {plan !== null && (
        <PlanPanel steps={steps} count={stepCount} note={t("plan.note")}>
          {!isBusy && (
            <RepairForm
              companyId={company.id}
              plan={plan}
              title={t("repair.confirm", { company: company.name })}
              text={t("repair.confirmText", { count: stepCount })}
            />
          )}
        </PlanPanel>
      )}
    </>
  );
}
