import type { useTranslations } from "next-intl";
import type { Locale } from "@/lib/i18n/config";
import { formatBytes, formatList, formatNumber } from "@/lib/i18n/format";
import type { Excess, PlanLimits } from "@/lib/master/plans/limits";

type Words = ReturnType<typeof useTranslations<"settings.plan">>;

/** What a plan allows, in one line. */
export function limitLine(limits: PlanLimits, t: Words, locale: Locale): string {
  const { doctors, users, storageBytes } = limits;
  return [
    doctors === null
      ? t("limits.noDoctors")
      : t("limits.doctors", { count: doctors, text: formatNumber(doctors, locale) }),
    users === null
      ? t("limits.noUsers")
      : t("limits.users", { count: users, text: formatNumber(users, locale) }),
    storageBytes === null
      ? t("limits.noStorage")
      : t("limits.storage", { size: formatBytes(storageBytes, locale) }),
  ].join(" · ");
}

/** In what the company is larger than a plan, as the reason why it cannot be chosen. */
export function tooSmallWords(excess: readonly Excess[], t: Words, locale: Locale): string {
  const reasons = excess.map(({ resource, used }) =>
    t(`excess.${resource}`, {
      used: resource === "storage" ? formatBytes(used, locale) : formatNumber(used, locale),
    }),
  );
  return t("tooSmall", { reasons: formatList(reasons, locale) });
}
