import type { Actor, MasterDb } from "@/lib/databases";
import { enterCompany } from "@/lib/journeys/enter-company";
import {
  checkEntry,
  type StartedImpersonation,
  type StartImpersonation,
} from "@/lib/master/impersonations/start-impersonation";
import { proveSecondFactor } from "./second-factor";

interface Entry extends StartImpersonation {
  /** Of the second factor, proven for this one entry, however fresh the sign-in is. */
  readonly code: string;
}

/**
 * Enters a company after proving the second factor anew. Whether it can be entered at all is asked first: a code is
 * used up by being tried.
 * @throws what `startImpersonation` and `proveSecondFactor` throw
 */
export async function proveAndEnterCompany(
  master: MasterDb,
  { code, ...input }: Entry,
  admin: Actor,
  now: Date,
): Promise<StartedImpersonation> {
  await checkEntry(master, input, now);
  await proveSecondFactor(master, { user: { id: input.adminId, name: admin.name }, code }, admin, now);
  return enterCompany(master, input, admin, now);
}
