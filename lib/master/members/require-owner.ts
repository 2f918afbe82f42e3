import type { Role } from "@/drizzle/master/schema/states";
import type { MasterTx } from "@/lib/databases";
import { OnlyOwners } from "./errors";
import { findMember } from "./find-member";

/**
 * For what a company's own people do: only an owner makes owners or unmakes them. Read in the transaction of the
 * change, since who asks may have been one a moment ago.
 * @param roles those that are given or taken
 * @throws OnlyOwners
 */
export async function requireOwnerFor(
  tx: MasterTx,
  companyId: string,
  roles: readonly (Role | null | undefined)[],
): Promise<void> {
  if (!roles.includes("owner")) return;
  const asking = tx.actor.id === null ? null : await findMember(tx, companyId, tx.actor.id);
  if (asking?.role !== "owner") throw new OnlyOwners();
}
