import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { companyBackupsPath, companyDoctorPath, movesPath } from "../../fleet/addresses";

/** From a company to what the fleet's pages know of its database. */
export async function FleetLinks({ companyId }: { companyId: string }) {
  const t = await getTranslations("fleet");
  const moves = await getTranslations("fleetServers");
  const links = [
    [companyDoctorPath(companyId), t("nav.doctor")],
    [companyBackupsPath(companyId), t("nav.backups")],
    [`${movesPath}?company=${companyId}`, moves("moves.title")],
  ] as const;
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1">
      {links.map(([href, label]) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            className="inline-flex min-h-6 items-center underline underline-offset-2 touch:min-h-11"
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
