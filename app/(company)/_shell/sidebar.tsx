import { getTranslations } from "next-intl/server";
import { DrawerNote } from "@/app/_impersonation/drawer-note";
import { House, MapPin, Settings, Stethoscope } from "@/app/_ui/icons";
import { NavLink } from "@/app/_ui/nav-link";
import { PaletteTrigger } from "@/app/_ui/palette/palette-trigger";
import { requireCompany } from "@/lib/auth/require-company";
import { countDoctors } from "@/lib/company/doctors/queries";
import { storageBytes } from "@/lib/company/usage/storage-bytes";
import { formatNumber } from "@/lib/i18n/format";
import { AccountMenu } from "./account-menu";
import { CompanyName } from "./company-name";
import { SandboxNote } from "./sandbox-note";
import { Usage } from "./usage";

/** Company, pages, usage, account; what the role may not open is not there. */
export async function Sidebar() {
  const { db, can, locale, ...context } = await requireCompany();
  const t = await getTranslations("shell");
  const [doctors, storage] = await Promise.all([countDoctors(db), storageBytes(db)]);
  return (
    <div className="flex h-full flex-col gap-4 p-2.5">
      {context.impersonation && <DrawerNote mode={context.impersonation.mode} />}
      {context.inSandbox && <SandboxNote />}
      <CompanyName company={context.company} plan={context.plan} subscription={context.subscription} />
      <PaletteTrigger />
      <nav aria-label={t("nav.label")} className="min-h-0 flex-1 overflow-y-auto">
        <ul className="grid gap-0.5">
          <NavLink href="/dashboard" icon={<House size={17} />} label={t("nav.dashboard")} />
          {can("doctor.read") && (
            <NavLink
              href="/doctors"
              icon={<Stethoscope size={17} />}
              label={t("nav.doctors")}
              count={formatNumber(doctors, locale)}
            />
          )}
          {can("reference.read") && (
            <NavLink href="/reference" icon={<MapPin size={17} />} label={t("nav.reference")} />
          )}
          {can("settings.read") && (
            <NavLink href="/settings" icon={<Settings size={17} />} label={t("nav.settings")} />
          )}
        </ul>
      </nav>
      {/* What is in the sandbox counts for nothing. */}
      {!context.inSandbox && (
        <Usage plan={context.plan.name} limits={context.limits} doctors={doctors} storage={storage} />
      )}
      <AccountMenu user={context.user} role={context.role} impersonation={context.impersonation} />
    </div>
  );
}
