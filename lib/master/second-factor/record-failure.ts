import { type MasterTx, recordAudit } from "@/lib/databases";
import type { Person } from "./keep-recovery-codes";

/** Worth knowing, since whoever got this far knows the password. */
export function recordFailure(tx: MasterTx, user: Person): Promise<void> {
  return recordAudit(tx, {
    action: "second-factor.failed",
    subject: { type: "user", id: user.id, label: user.name },
  });
}
