import { type Actor, type MasterDb, write } from "@/lib/databases";
import {
  type StartedImpersonation,
  type StartImpersonation,
  startImpersonation,
} from "@/lib/master/impersonations/start-impersonation";
import { companyOwner } from "@/lib/master/members/queries";
import { actingFor } from "./acting-for";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

/**
 * "Enter Company System": the admin's session is in the company from now on, and both audits say so. The caller has
 * had the second factor proven anew.
 * @param admin as the platform's audit names them
 * @throws what `startImpersonation` throws
 */
export async function enterCompany(
  master: MasterDb,
  input: StartImpersonation,
  admin: Actor,
  now: Date,
): Promise<StartedImpersonation> {
  const { companyId, reason, mode } = input;
  const owner = await companyOwner(master, companyId);
  const started = await write(master, admin, async (tx) => {
    const entered = await startImpersonation(tx, input, owner, now);
    const entry = {
      action: "impersonation.started",
      subject: { type: "impersonation", id: entered.id, label: admin.name },
      changes: { reason: [null, reason], mode: [null, mode] },
    };
    await planCrossing(tx, {
      companyId,
      kind: "audit.recorded",
      by: actingFor(owner, admin),
      payload: entry,
    });
    return entered;
  });
  await tellCompany(master, companyId, now);
  return started;
}
