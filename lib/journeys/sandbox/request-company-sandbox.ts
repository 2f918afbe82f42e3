import { type Actor, type MasterDb, write } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";
import { isSandboxAsked, readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { requestSandbox } from "@/lib/master/fleet/sandboxes/request-sandbox";

interface Asked {
  readonly companyId: string;
  readonly userId: string;
}

/**
 * Asks for a sandbox to be made of the company's database as it is then. While one is being made, nothing changes.
 * @param reason why people's contact data stay in it; null masks them
 * @throws DomainError `sandboxExists`, `sandboxNoPlace`, `sandboxNotInPlan`, `sandboxCompanyClosed`
 */
export function requestCompanySandbox(
  master: MasterDb,
  { companyId, userId }: Asked,
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<void> {
  return write(master, actor, async (tx) => {
    if (await isSandboxAsked(tx, companyId)) return;
    const existing = await readSandbox(tx, companyId);
    if (existing?.madeAt != null) throw new DomainError("sandboxExists");
    await requestSandbox(tx, { companyId, masked: reason === null, reason, replaces: null }, userId, now);
  });
}

/**
 * Asks for the sandbox to be discarded and made anew of the company's database as it is then, masked as it was.
 * @throws NotFound `sandbox`; DomainError as `requestCompanySandbox`
 */
export function requestSandboxReset(
  master: MasterDb,
  { companyId, userId }: Asked,
  actor: Actor,
  now: Date,
): Promise<void> {
  return write(master, actor, async (tx) => {
    if (await isSandboxAsked(tx, companyId)) return;
    const existing = await readSandbox(tx, companyId);
    if (!existing) throw new NotFound("sandbox");
    const { masked, reason, databaseId: replaces } = existing;
    await requestSandbox(tx, { companyId, masked, reason, replaces }, userId, now);
  });
}
