import type { ApartClient } from "../apart/apart";
import { type AuditEntry, recordAuditBy } from "../audit";
import type { Actor } from "../handles";

/**
 * Gives an unpublished copy an audit of its own: what the original's tells stays there, with everything it says about
 * people. The triggers that keep events from being deleted are back before anybody can write.
 */
export async function beginAudit(
  copy: ApartClient,
  actor: Actor,
  first: Omit<AuditEntry, "companyId">,
): Promise<void> {
  await withoutTriggers(copy, "tbl_name = 'audit_events'", () => copy.execute("DELETE FROM audit_events"));
  await recordAuditBy(copy, actor, first);
}

/**
 * Runs `work` while the triggers that `which` names are away, and puts them back as they were.
 * @param which a condition on `sqlite_master`, from this code alone
 */
export async function withoutTriggers(
  copy: ApartClient,
  which: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const triggers = await copy.execute(
    `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND (${which})`,
  );
  for (const { name } of triggers.rows) await copy.execute(`DROP TRIGGER "${String(name)}"`);
  await work();
  for (const { sql } of triggers.rows) await copy.execute(String(sql));
}
