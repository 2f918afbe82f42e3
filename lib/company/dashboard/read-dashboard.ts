import type { TenantDb } from "@/lib/databases";
import { countByRegion, countBySpecialization } from "./count-doctors";
import { countWorkspace } from "./count-workspace";
import { monthStart } from "./local-time";
import { newestDoctors } from "./newest-doctors";
import { recentChanges } from "./recent-changes";

export type Dashboard = Awaited<ReturnType<typeof readDashboard>>;

/** Everything on the dashboard in five statements at most, however many doctors there are. */
export async function readDashboard(
  db: TenantDb,
  { now, timeZone, withChanges }: { now: Date; timeZone: string; withChanges: boolean },
) {
  const [counts, regions, specializations, newest, changes] = await Promise.all([
    countWorkspace(db, monthStart(timeZone, now)),
    countByRegion(db),
    countBySpecialization(db),
    newestDoctors(db),
    withChanges ? recentChanges(db) : null,
  ]);
  return { counts, regions, specializations, newest, changes };
}
