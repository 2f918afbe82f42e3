import { getLocale, getTranslations } from "next-intl/server";
import type { BackupPolicy } from "@/lib/databases";
import { formatList } from "@/lib/i18n/format";

const hour = 3_600_000;
const periods = ["hours", "days", "weeks", "months"] as const;

/** A full hour as a clock shows it: `02:00`. */
export const clockText = (hourOfDay: number) => `${String(hourOfDay).padStart(2, "0")}:00`;

/** How often a company is backed up and what is kept, in two sentences. */
export async function ruleText({ everyMs, begins, keep }: BackupPolicy): Promise<string> {
  const t = await getTranslations("backups");
  const hours = everyMs / hour;
  const often = begins
    ? t("oftenFrom", { hours, time: clockText(begins.hour), zone: begins.timeZone })
    : t("often", { hours });
  const kept = periods
    .filter((period) => keep[period] > 0)
    .map((period) => t(period, { count: keep[period] }));
  return t("rule", { often, kept: formatList(kept, await getLocale()) });
}
