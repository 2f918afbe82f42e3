import type { useTranslations } from "next-intl";
import type { Locale } from "@/lib/i18n/config";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import type { Plan } from "@/lib/master/plans/queries";

type Words = ReturnType<typeof useTranslations<"plans">>;

export const backupWords = { "daily-7": "daily7", "hourly-30": "hourly30", own: "own" } as const;

/** What a plan limits, each in words. */
export function limitTexts(plan: Plan, t: Words, locale: Locale): string[] {
  const limit = (name: "doctors" | "users" | "patients", max: number | null) =>
    max === null
      ? t(`unlimited.${name}`)
      : t(`limit.${name}`, { count: max, text: formatNumber(max, locale) });
  const { maxStorageBytes } = plan;
  return [
    limit("doctors", plan.maxDoctors),
    limit("users", plan.maxUsers),
    limit("patients", plan.maxPatients),
    maxStorageBytes === null
      ? t("unlimited.storage")
      : t("limit.storage", { size: formatBytes(maxStorageBytes, locale) }),
  ];
}

/** What a plan includes besides. */
export function featureTexts(plan: Plan, t: Words): string[] {
  const backup = Object.entries(backupWords).find(([schedule]) => schedule === plan.backupSchedule)?.[1];
  return [
    backup && t(`backup.${backup}`),
    plan.hasSandbox && t("sandbox"),
    plan.hasApi && t("api"),
    plan.hasServerChoice && t("serverChoice"),
  ].filter((text) => typeof text === "string");
}
