import { getTranslations } from "next-intl/server";
import { Avatar } from "@/app/_ui/avatar";
import { cx } from "@/app/_ui/class-names";
import type { CompanyContext } from "@/lib/auth/require-company";

type CompanyNameProps = Pick<CompanyContext, "company" | "plan" | "subscription">;

/** Which company this is and how long its trial lasts; the last three days are a warning. */
export async function CompanyName({ company, plan, subscription }: CompanyNameProps) {
  const t = await getTranslations("shell.plan");
  const days = subscription.state === "trialing" ? subscription.daysLeft : null;
  const words =
    days === null
      ? t("name", { plan: plan.name })
      : days > 0
        ? t("trial", { plan: plan.name, days })
        : t("trialLastDay", { plan: plan.name });
  return (
    <div className="flex items-center gap-2.5 px-2 pt-2 max-md:pr-10">
      <Avatar name={company.name} square size={28} />
      <div className="min-w-0 leading-tight">
        <p className="truncate font-semibold" title={company.name}>
          {company.name}
        </p>
        <p className={cx("text-caption", days !== null && days <= 3 ? "text-warn" : "text-muted")}>{words}</p>
      </div>
    </div>
  );
}
