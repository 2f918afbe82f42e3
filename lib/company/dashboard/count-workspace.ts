import { sql } from "drizzle-orm";
import { clinics, doctors, organization } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";

export interface WorkspaceCounts {
  /** Working and not archived. */
  readonly activeDoctors: number;
  /** Everyone who is not archived. */
  readonly doctors: number;
  /** Of the active ones, those added since `monthStart`. */
  readonly addedThisMonth: number;
  readonly clinics: number;
  /** Clinics the company added itself, archived ones included: the checklist stays ticked. */
  readonly ownClinics: number;
  /** Cities that have doctors. */
  readonly cities: number;
  readonly hasProfile: boolean;
}

/** All single figures of the dashboard in one statement, each from an index. */
export async function countWorkspace(db: TenantDb, monthStart: Date): Promise<WorkspaceCounts> {
  const [row] = await workspaceQuery(db, monthStart);
  if (!row) throw new Error("The company's own row is missing.");
  return row;
}

export function workspaceQuery(db: TenantDb, monthStart: Date) {
  const present = sql`${doctors} WHERE ${doctors.archivedAt} IS NULL`;
  const number = (from: ReturnType<typeof sql>, what = sql`count(*)`) =>
    sql<number>`(SELECT ${what} FROM ${from})`.mapWith(Number);
  return db
    .select({
      activeDoctors: number(sql`${doctors} WHERE ${doctors.isActive} = 1 AND ${doctors.archivedAt} IS NULL`),
      doctors: number(present),
      addedThisMonth: number(
        // The plus keeps SQLite on the index by time of creation.
        sql`${present} AND ${doctors.createdAt} >= ${monthStart.getTime()} AND +${doctors.isActive} = 1`,
      ),
      clinics: number(sql`${clinics} WHERE ${clinics.archivedAt} IS NULL`),
      ownClinics: number(sql`${clinics} WHERE ${clinics.origin} = 'company'`),
      cities: number(present, sql`count(DISTINCT ${doctors.cityId})`),
      hasProfile: sql<number>`${organization.profiledAt} IS NOT NULL`.mapWith(Boolean),
    })
    .from(organization);
}
