import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import { countByRegion, countBySpecialization } from "./count-doctors";
import { countWorkspace } from "./count-workspace";
import { monthStart } from "./local-time";
import { newestDoctors } from "./newest-doctors";
import { recentChanges } from "./recent-changes";

export interface DashboardRequest {
  readonly now: Date;
  /** The company's: when its month began. */
  readonly timeZone: string;
  readonly locale: Locale;
  /** Only for those who may read the audit. */
  readonly withChanges: boolean;
}

export type Dashboard = Awaited<ReturnType<typeof readDashboard>>;

/** Everything on the dashboard in five statements at most, however many doctors there are. */
export async function readDashboard(db: TenantDb, { now, timeZone, locale, withChanges }: DashboardRequest) {
  const [counts, regions, specializations, newest, changes] = await Promise.all([
    countWorkspace(db, monthStart(timeZone, now)),
    countByRegion(db, locale),
    countBySpecialization(db, locale),
    newestDoctors(db, locale),
    withChanges ? recentChanges(db) : null,
  ]);
  return { counts, regions, specializations, newest, changes };
}
