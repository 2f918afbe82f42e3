import { getLocale, getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { formatDate, formatNumber } from "@/lib/i18n/format";
import type { PlanKeepers } from "@/lib/master/plans/list-plans";

/** Whom a change of the plan does not reach yet, and until when. */
export async function KeepersNotice({ keepers }: { keepers: PlanKeepers }) {
  const [t, locale] = [await getTranslations("plans.keepers"), await getLocale()];
  const { companies, running, until, differing, differingUntil } = keepers;
  const idle = companies - running;
  const said = (count: number, end: number | null) => ({
    count,
    text: formatNumber(count, locale),
    until: end === null ? "none" : formatDate(end, "Asia/Baku"),
  });
  return (
    <Notice className="mb-4 max-w-form">
      {companies === 0 && t("none")}
      {running > 0 && t("running", said(running, until))}{" "}
      {differing > 0 && t("differing", said(differing, differingUntil))}{" "}
      {idle > 0 && t("idle", { count: idle, text: formatNumber(idle, locale) })}
    </Notice>
  );
}
