import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { CompanyChoices } from "@/app/_account/company-choices";
import { Avatar } from "@/app/_ui/avatar";
import { cx } from "@/app/_ui/class-names";
import { ChevronsUpDown, Plus } from "@/app/_ui/icons";
import { Menu } from "@/app/_ui/menu";
import { MenuLine, menuItemClass } from "@/app/_ui/menu-parts";
import { type CompanyContext, requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { listOwnCompanies } from "@/lib/master/members/list-own-companies";

type CompanyNameProps = Pick<CompanyContext, "company" | "plan" | "subscription">;

/** Which company this is and how long its trial lasts; for who has several, the way to the others. */
export async function CompanyName(props: CompanyNameProps) {
  const { company } = props;
  const { user, impersonation } = await requireCompany();
  // Who entered a company leaves it first.
  const companies = impersonation ? [] : await listOwnCompanies(await openMaster(), user.id);
  const [t, settings] = [
    await getTranslations("shell.companies"),
    await getTranslations("settings.companies"),
  ];
  if (companies.length < 2)
    return (
      <div className="flex items-center gap-2.5 px-2 pt-2 max-md:pr-10">
        <Words {...props} />
      </div>
    );
  return (
    <div className="pt-0.5 max-md:pr-11">
      {/* Another company is another menu: the open one does not stay open. */}
      <Menu
        key={company.id}
        ariaLabel={t("switch", { company: company.name })}
        className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 hover:bg-line/60 touch:min-h-11"
        panelClassName="w-full"
        label={
          <>
            <Words {...props} />
            <ChevronsUpDown size={14} aria-hidden className="shrink-0 text-muted" />
          </>
        }
      >
        <CompanyChoices companies={companies} current={company.id} />
        <MenuLine />
        <Link href="/register" prefetch={false} className={menuItemClass}>
          <Plus size={15} aria-hidden className="text-muted" />
          {settings("register")}
        </Link>
      </Menu>
    </div>
  );
}

/** The last three days of a trial are a warning. */
async function Words({ company, plan, subscription }: CompanyNameProps) {
  const t = await getTranslations("shell.plan");
  const days = subscription.state === "trialing" ? subscription.daysLeft : null;
  const words =
    days === null
      ? t("name", { plan: plan.name })
      : days > 0
        ? t("trial", { plan: plan.name, days })
        : t("trialLastDay", { plan: plan.name });
  return (
    <>
      <Avatar name={company.name} square size={28} />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate font-semibold" title={company.name}>
          {company.name}
        </span>
        <span
          className={cx(
            "block truncate text-caption",
            days !== null && days <= 3 ? "text-warn" : "text-muted",
          )}
        >
          {words}
        </span>
      </span>
    </>
  );
}
