import { getTranslations } from "next-intl/server";
import { LimitMeter } from "@/app/_ui/limit-meter";
import { Panel } from "@/app/_ui/panel";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import type { PlanLimits, Usage } from "@/lib/master/plans/limits";

/** How much of the plan is used. */
export async function UsagePanel({ limits, usage }: { limits: PlanLimits; usage: Usage }) {
  const t = await getTranslations("settings.plan");
  const meters = [
    { key: "doctors", used: usage.doctors, limit: limits.doctors, format: formatNumber },
    { key: "users", used: usage.users, limit: limits.users, format: formatNumber },
    { key: "storage", used: usage.storageBytes, limit: limits.storageBytes, format: formatBytes },
  ] as const;
  const isFull = meters.some(({ used, limit }) => limit !== null && used >= limit);
  return (
    <Panel title={t("usage")} note={t("usageNote")}>
      <div className="grid gap-4">
        {meters.map(({ key, ...meter }) => (
          <LimitMeter key={key} label={t(key)} {...meter} />
        ))}
      </div>
      {isFull && <p className="mt-4 text-bad text-small">{t("full")}</p>}
    </Panel>
  );
}
