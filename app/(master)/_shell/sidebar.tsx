import { getLocale, getTranslations } from "next-intl/server";
import {
  Archive,
  Building2,
  CreditCard,
  Database,
  DatabaseZap,
  Hourglass,
  House,
  Layers,
  MapPin,
  RefreshCw,
  ScrollText,
  Server,
  Stethoscope,
  Users,
} from "@/app/_ui/icons";
import { Logo } from "@/app/_ui/logo";
import { NavLink } from "@/app/_ui/nav-link";
import { PaletteTrigger } from "@/app/_ui/palette/palette-trigger";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { formatNumber } from "@/lib/i18n/format";
import { countCompanies } from "@/lib/master/companies/count-companies";
import { AccountMenu } from "./account-menu";
import { FailedJobs } from "./failed-jobs";

const heading = "px-2 pt-5 pb-1.5 font-medium text-caption text-muted uppercase tracking-wider";

/** The platform's pages and who is signed in. */
export async function Sidebar() {
  const { master, user } = await requireMasterAdmin();
  const t = await getTranslations("master");
  const fleet = await getTranslations("fleet");
  const companies = formatNumber(await countCompanies(master), await getLocale());
  return (
    <div className="flex h-full flex-col gap-4 p-2.5">
      <Logo note={t("area")} className="px-2 pt-2" />
      <PaletteTrigger />
      <nav aria-label={t("nav.label")} className="min-h-0 flex-1 overflow-y-auto">
        <ul className="grid gap-0.5">
          <NavLink href="/master-admin" exact icon={<House size={17} />} label={t("nav.overview")} />
          <NavLink
            href="/master-admin/companies"
            icon={<Building2 size={17} />}
            label={t("nav.companies")}
            count={companies}
          />
          <NavLink href="/master-admin/plans" icon={<Layers size={17} />} label={t("nav.plans")} />
          <NavLink
            href="/master-admin/subscriptions"
            icon={<CreditCard size={17} />}
            label={t("nav.subscriptions")}
          />
          <NavLink href="/master-admin/users" icon={<Users size={17} />} label={t("nav.users")} />
          <NavLink href="/master-admin/catalogue" icon={<MapPin size={17} />} label={t("nav.catalogue")} />
        </ul>
        <h2 className={heading}>{fleet("nav.fleet")}</h2>
        <ul className="grid gap-0.5">
          <NavLink
            href="/master-admin/fleet"
            exact
            icon={<Database size={17} />}
            label={fleet("nav.databases")}
          />
          <NavLink
            href="/master-admin/fleet/servers"
            icon={<Server size={17} />}
            label={fleet("nav.servers")}
          />
          <NavLink
            href="/master-admin/fleet/migrations"
            icon={<DatabaseZap size={17} />}
            label={fleet("nav.migrations")}
          />
          <NavLink
            href="/master-admin/fleet/backups"
            icon={<Archive size={17} />}
            label={fleet("nav.backups")}
          />
          <NavLink
            href="/master-admin/fleet/doctor"
            icon={<Stethoscope size={17} />}
            label={fleet("nav.doctor")}
          />
          <NavLink
            href="/master-admin/fleet/reference"
            icon={<RefreshCw size={17} />}
            label={fleet("nav.reference")}
          />
          <NavLink
            href="/master-admin/fleet/jobs"
            icon={<Hourglass size={17} />}
            label={fleet("nav.jobs")}
            count={<FailedJobs master={master} />}
          />
        </ul>
        <h2 className={heading}>{t("nav.trust")}</h2>
        <ul className="grid gap-0.5">
          <NavLink href="/master-admin/audit" icon={<ScrollText size={17} />} label={t("nav.audit")} />
        </ul>
      </nav>
      <AccountMenu user={user} />
    </div>
  );
}
