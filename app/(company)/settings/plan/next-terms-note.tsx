import { getLocale, getTranslations } from "next-intl/server";
import { formatDate, formatMoney } from "@/lib/i18n/format";
import { limitsOf } from "@/lib/master/plans/limits";
import { nextTerms } from "@/lib/master/subscriptions/next-terms";
import type { CurrentSubscription } from "@/lib/master/subscriptions/queries";
import { limitLine } from "./limit-words";

/** The plan has another price or other limits by now: what was agreed holds, and this is what comes after it. */
export async function NextTermsNote({
  current,
  timeZone,
}: {
  current: CurrentSubscription;
  timeZone: string;
}) {
  const next = nextTerms(current);
  if (!next) return null;
  const [t, locale] = [await getTranslations("settings.plan"), await getLocale()];
  const price = formatMoney(next.terms.price, next.terms.currency, locale);
  return (
    <p className="mt-4 max-w-[70ch] text-pretty border-line border-t pt-3 text-muted text-small">
      {t("next", {
        from: next.from === null ? "none" : formatDate(next.from, timeZone),
        price: current.cycle === "year" ? t("perYear", { price }) : t("perMonth", { price }),
        limits: limitLine(limitsOf(next.terms), t, locale),
      })}
    </p>
  );
}
