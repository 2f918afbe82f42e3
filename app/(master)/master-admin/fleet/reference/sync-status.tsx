import { useTranslations } from "next-intl";
import { Status } from "@/app/_ui/status";
import { isPlanEmpty } from "@/lib/company/reference/sync/plan";
import type { ComparedCompany } from "@/lib/journeys/sync-reference";

/** Whether a company says what the catalogue says, as far as that is up to the platform. */
export function SyncStatus({ company }: { company: ComparedCompany | undefined }) {
  const t = useTranslations("fleetReference.state");
  if (!company?.plan)
    return (
      <span title={company?.error ?? undefined}>
        <Status tone="bad">{t("unread")}</Status>
      </span>
    );
  if (company.plan.edition[0] === null) return <Status tone="warn">{t("never")}</Status>;
  return isPlanEmpty(company.plan) ? (
    <Status tone="good">{t("current")}</Status>
  ) : (
    <Status tone="warn">{t("behind")}</Status>
  );
}
