import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import type { MasterDb } from "@/lib/databases";
import { formatNumber } from "@/lib/i18n/format";
import { type FleetTrouble, fleetTrouble, troubleStaysMs } from "@/lib/master/analytics/fleet-trouble";
import { backupsPath } from "../fleet/addresses";
import { jobsPath } from "../fleet/jobs/addresses";

const places: Record<keyof FleetTrouble, string> = {
  failedJobs: `${jobsPath}?state=dead`,
  stuckJobs: `${jobsPath}?state=waiting&state=running`,
  unsavedCompanies: `${backupsPath}?state=failed`,
};
const kinds = ["unsavedCompanies", "failedJobs", "stuckJobs"] as const;

/** What of the platform's own work failed, each with the way there; nothing when all of it is well. */
export async function FleetNotice({ master }: { master: MasterDb }) {
  const [t, locale] = [await getTranslations("overview.fleet"), await getLocale()];
  const trouble = await fleetTrouble(master, new Date());
  const there = kinds.filter((kind) => trouble[kind] > 0);
  if (there.length === 0) return null;
  const said = (count: number) => ({
    count,
    text: formatNumber(count, locale),
    days: troubleStaysMs / 86_400_000,
  });
  return (
    <Notice tone="bad" className="mb-4">
      <ul className="flex flex-wrap gap-x-4">
        {there.map((kind) => (
          <li key={kind}>
            <Link
              href={places[kind]}
              prefetch={false}
              className="inline-flex min-h-6 items-center underline underline-offset-2"
            >
              {t(kind, said(trouble[kind]))}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
