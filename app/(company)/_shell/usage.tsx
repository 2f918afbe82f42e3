import { getTranslations } from "next-intl/server";
import { LimitMeter } from "@/app/_ui/limit-meter";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import type { PlanLimits } from "@/lib/master/plans/limits";

type UsageProps = { plan: string; limits: PlanLimits; doctors: number; storage: number };

/** How much of the plan is used. */
export async function Usage({ plan, limits, doctors, storage }: UsageProps) {
  const t = await getTranslations("shell.usage");
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-panel p-2.5">
      <p className="font-semibold text-caption">{plan}</p>
      <LimitMeter label={t("doctors")} used={doctors} limit={limits.doctors} format={formatNumber} />
      <LimitMeter label={t("storage")} used={storage} limit={limits.storageBytes} format={formatBytes} />
    </div>
  );
}
