import { companyRemovals } from "@/drizzle/master/schema";
import { assertRemovalAllowed, type MasterTx } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { type CompanyEvent, recordCompanyEvent } from "@/lib/master/companies/company-event";
import { CompanyEdge, openCompanyRow, saveCompanyRow } from "@/lib/master/companies/open-company";
import { endSessionsOfCompany } from "@/lib/master/sessions/end-sessions";

/** So long a company can be taken back. */
export const removalDelayMs = 30 * 86_400_000;

export interface CloseCompany {
  readonly companyId: string;
  readonly reason: string;
  /** Of the form on it; left out where nobody looked at one. */
  readonly version?: number;
}

/**
 * Closes a company for good, thirty days from now: until then nobody enters it and everything can be taken back. Its
 * slug and code stay its own.
 * @returns what happened; null when it is closing already
 * @throws NotFound `company`; CompanyEdge unless it is in use or suspended; StaleVersion; EngineError `RemovalBlocked`
 */
export async function closeCompany(
  tx: MasterTx,
  { companyId, reason, version }: CloseCompany,
  now: Date,
): Promise<CompanyEvent | null> {
  await assertRemovalAllowed(tx);
  const row = await openCompanyRow(tx, companyId);
  if (row.state === "closing") return null;
  if (row.state === "provisioning" || row.state === "closed") throw new CompanyEdge(row.state, "closing");
  await saveCompanyRow(tx, row, version ?? row.version, { state: "closing", stateReason: reason });
  const dueAt = now.getTime() + removalDelayMs;
  await tx.insert(companyRemovals).values({
    id: newId(),
    companyId,
    userId: tx.actor.impersonator ? null : tx.actor.id,
    requestedBy: tx.actor.name,
    reason,
    requestedAt: now.getTime(),
    stateBefore: row.state,
    dueAt,
  });
  const ended = await endSessionsOfCompany(tx, companyId);
  return recordCompanyEvent(tx, row, "company.closing-begun", {
    state: [row.state, "closing"],
    reason: [null, reason],
    dueOn: [null, new Date(dueAt).toISOString().slice(0, 10)],
    sessionsEnded: [null, ended],
  });
}
