import type { Locale, useTranslations } from "next-intl";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import type { Plan } from "@/lib/master/plans/queries";

const backups = { "daily-7": "daily7", "hourly-30": "hourly30", own: "own" } as const;

type Words = ReturnType<typeof useTranslations<"public.pricing">>;

/** What a plan holds, line by line, from its row. */
export function planLines(plan: Plan, t: Words, locale: Locale): string[] {
  const limit = (name: "doctors" | "users" | "patients", max: number | null) =>
    max === null
      ? t(`unlimited.${name}`)
      : t(`limit.${name}`, { count: max, text: formatNumber(max, locale) });
  const backup = Object.entries(backups).find(([schedule]) => schedule === plan.backupSchedule)?.[1];
  return [
    limit("doctors", plan.maxDoctors),
    limit("users", plan.maxUsers),
    limit("patients", plan.maxPatients),
    plan.maxStorageBytes === null
      ? t("unlimited.storage")
      : t("limit.storage", { size: formatBytes(plan.maxStorageBytes, locale) }),
    backup && t(`backup.${backup}`),
    plan.hasSandbox && t("sandbox"),
    plan.hasApi && t("api"),
    plan.hasServerChoice && t("serverChoice"),
  ].filter((line) => typeof line === "string");
}
