import { getTranslations } from "next-intl/server";
import { LimitMeter } from "@/app/_ui/limit-meter";
import { Panel, PanelSection } from "@/app/_ui/panel";
import type { MasterDb } from "@/lib/databases";
import { formatBytes, formatDateTime, formatNumber } from "@/lib/i18n/format";
import { type CompanyDetails, usageHistory } from "@/lib/master/companies/read-company";
import { zone } from "../../../_shell/zone";
import { RefreshForm } from "./refresh-form";
import { UsageHistory } from "./usage-history";

type Props = { master: MasterDb; found: CompanyDetails };

/** How much of what was agreed is used, as of when somebody last looked. */
export async function UsagePanel({ master, found: { company, usage, subscription } }: Props) {
  const t = await getTranslations("companies.usage");
  const history = await usageHistory(master, company.id);
  const meters = [
    { key: "doctors", used: usage?.doctors, limit: subscription?.maxDoctors, format: formatNumber },
    { key: "users", used: usage?.users, limit: subscription?.maxUsers, format: formatNumber },
    { key: "patients", used: usage?.patients, limit: subscription?.maxPatients, format: formatNumber },
    { key: "storage", used: usage?.databaseBytes, limit: subscription?.maxStorageBytes, format: formatBytes },
  ] as const;
  return (
    <Panel
      title={t("title")}
      note={usage ? t("of", { time: formatDateTime(usage.takenAt, zone) }) : t("never")}
      actions={<RefreshForm companyId={company.id} label={t("refresh")} okMessage={t("refreshed")} />}
    >
      {usage && (
        <div className="grid gap-4 sm:grid-cols-2">
          {meters.map(({ key, used = 0, limit = null, format }) => (
            <LimitMeter key={key} label={t(key)} used={used} limit={limit} format={format} />
          ))}
        </div>
      )}
      {history.length > 1 && (
        <PanelSection className="mt-4">
          <UsageHistory days={history} />
        </PanelSection>
      )}
    </Panel>
  );
}
