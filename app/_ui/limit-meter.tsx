import { useLocale, useTranslations } from "next-intl";
import type { Locale } from "@/lib/i18n/config";
import { Meter } from "./meter";

type LimitMeterProps = {
  label: string;
  used: number;
  /** Null: as much as one likes. */
  limit: number | null;
  format: (value: number, locale: Locale) => string;
};

/** How much is used of what a plan gives. */
export function LimitMeter({ label, used, limit, format }: LimitMeterProps) {
  const t = useTranslations("common.limit");
  const locale = useLocale();
  const text =
    limit === null
      ? t("unlimited", { used: format(used, locale) })
      : t("of", { used: format(used, locale), limit: format(limit, locale) });
  return <Meter label={label} text={text} value={used} max={limit} />;
}
