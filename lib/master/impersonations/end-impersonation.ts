import { and, eq, isNull } from "drizzle-orm";
import { impersonations, sessions } from "@/drizzle/master/schema";
import type { ImpersonationEnd } from "@/drizzle/master/schema/states";
import { type AuditEntry, type MasterTx, recordAudit } from "@/lib/databases";
import type { OpenImpersonation } from "./queries";

/** What was done in it, as far as it could be found out. */
export interface Stay {
  /** Changes in the company's database; null when it could not be asked. */
  readonly changes: number | null;
  /** Paths without their query. */
  readonly pages: readonly string[];
}

/** An audit entry names so many pages; all of them stay in the table. */
const namedPages = 100;

/**
 * Ends it, and says in the platform's audit what came of it.
 * @returns the entry that the company's audit is due too; null when it had ended before
 */
export async function endImpersonation(
  tx: MasterTx,
  { id, companyId, companyName, mode, startedAt, expiresAt }: OpenImpersonation,
  { changes, pages }: Stay,
  by: ImpersonationEnd,
  now: Date,
): Promise<Pick<AuditEntry, "action" | "changes"> | null> {
  const endedAt = Math.min(now.getTime(), expiresAt);
  const [ended] = await tx
    .update(impersonations)
    .set({ endedAt, endedBy: by })
    .where(and(eq(impersonations.id, id), isNull(impersonations.endedAt)))
    .returning({ id: impersonations.id });
  if (!ended) return null;
  const entry = {
    action: "impersonation.ended",
    changes: {
      endedBy: [null, by],
      mode: [null, mode],
      durationSeconds: [null, Math.round((endedAt - startedAt) / 1000)],
      ...(changes !== null && { changesMade: [null, changes] as const }),
      pagesOpened: [null, pages.slice(0, namedPages)],
    },
  } as const;
  await recordAudit(tx, { ...entry, subject: { type: "impersonation", id, label: companyName }, companyId });
  return entry;
}

/** The session forgets it, and is again where its user is at home. */
export async function forgetImpersonation(tx: MasterTx, impersonationId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ impersonationId: null })
    .where(eq(sessions.impersonationId, impersonationId));
}
