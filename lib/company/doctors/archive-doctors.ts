import type { TenantTx } from "@/lib/databases";
import { archiveDoctor } from "./archive-doctor";

/** Archives all of them or, when one does not exist, none. @throws NotFound */
export async function archiveDoctors(tx: TenantTx, ids: readonly string[], now: Date): Promise<void> {
  for (const id of ids) await archiveDoctor(tx, id, now);
}
