import { getLocale, getTranslations } from "next-intl/server";
import { Meter } from "@/app/_ui/meter";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import type { PlanLimits } from "@/lib/master/plans/limits";

type UsageProps = { plan: string; limits: PlanLimits; doctors: number; storage: number };

/** How much of the plan is used. */
export async function Usage({ plan, limits, doctors, storage }: UsageProps) {
  const t = await getTranslations("shell.usage");
  const locale = await getLocale();
  const of = (used: number, limit: number | null, format: typeof formatBytes) =>
    limit === null
      ? t("unlimited", { used: format(used, locale) })
      : t("of", { used: format(used, locale), limit: format(limit, locale) });
  const count: typeof formatBytes = (value, language) => formatNumber(value, language);
  return (
    <div className="grid gap-2 rounded-lg border border-line bg-panel p-2.5">
      <p className="font-semibold text-caption">{plan}</p>
      <Meter
        label={t("doctors")}
        text={of(doctors, limits.doctors, count)}
        value={doctors}
        max={limits.doctors}
      />
      <Meter
        label={t("storage")}
        text={of(storage, limits.storageBytes, formatBytes)}
        value={storage}
        max={limits.storageBytes}
      />
    </div>
  );
}
