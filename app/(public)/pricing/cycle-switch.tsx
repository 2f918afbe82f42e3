import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import type { BillingCycle } from "@/drizzle/master/schema/states";
import { formatPercent } from "@/lib/i18n/format";

/** Month or year: two links, the choice stands in the address. */
export async function CycleSwitch({ cycle, saving }: { cycle: BillingCycle; saving: number }) {
  const t = await getTranslations("public.pricing");
  const locale = await getLocale();
  const look =
    "inline-flex min-h-8 touch:min-h-11 items-center gap-1.5 rounded-sm px-4 text-muted hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent-text";
  return (
    <nav aria-label={t("cycle")} className="mt-7 flex justify-center">
      <div className="inline-flex rounded-md border border-line-strong bg-panel p-1">
        <Link
          href="/pricing"
          prefetch={false}
          scroll={false}
          replace
          aria-current={cycle === "month" || undefined}
          className={look}
        >
          {t("monthly")}
        </Link>
        <Link
          href="/pricing?cycle=year"
          prefetch={false}
          scroll={false}
          replace
          aria-current={cycle === "year" || undefined}
          className={look}
        >
          {t("yearly")}
          {saving >= 0.005 && <span>−{formatPercent(saving, locale)}</span>}
        </Link>
      </div>
    </nav>
  );
}
