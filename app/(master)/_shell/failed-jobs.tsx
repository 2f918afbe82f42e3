import { getLocale, getTranslations } from "next-intl/server";
import type { MasterDb } from "@/lib/databases";
import { formatNumber } from "@/lib/i18n/format";
import { countFailedJobs } from "@/lib/master/analytics/fleet-trouble";

/** How many jobs failed of late, on the way to them from every page; nothing when none did. */
export async function FailedJobs({ master }: { master: MasterDb }) {
  const count = await countFailedJobs(master, new Date());
  if (count === 0) return null;
  const t = await getTranslations("fleetJobs");
  return (
    <span
      className="rounded-full bg-bad-soft px-1.5 py-0.5 font-medium text-bad"
      title={t("failedOnes", { count })}
    >
      <span aria-hidden>{formatNumber(count, await getLocale())}</span>
      <span className="sr-only">{t("failedOnes", { count })}</span>
    </span>
  );
}
