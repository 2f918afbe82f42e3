import { and, count, eq, gte, notLike } from "drizzle-orm";
import { auditEvents } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";

/** How many changes a platform admin made here since a moment (ms UTC); that they came and left is none. */
export async function countImpersonatedChanges(
  db: TenantDb,
  adminId: string,
  since: number,
): Promise<number> {
  const [row] = await db
    .select({ changes: count() })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.impersonatorId, adminId),
        gte(auditEvents.at, since),
        notLike(auditEvents.action, "impersonation.%"),
      ),
    );
  return row?.changes ?? 0;
}
