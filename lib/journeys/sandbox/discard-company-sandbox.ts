import { type Actor, destroySandbox, type MasterDb, write } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";
import { readCompanyName } from "@/lib/master/companies/read-company-name";
import { endSandbox } from "@/lib/master/fleet/sandboxes/begin-sandbox";
import { isSandboxAsked } from "@/lib/master/fleet/sandboxes/queries";
import { tellCompany } from "../tell-company";
import { tellBoth } from "./tell-both";

/**
 * Discards a company's sandbox at once and for good: its key is destroyed, its files go. It is a copy, so there are no
 * thirty days. Who works in it is told so, and nothing of theirs is written anywhere else.
 *
 * @throws NotFound `sandbox`, `company`; DomainError `sandboxBusy` while one is being made; EngineError `Busy`,
 * `RemovalBlocked`
 */
export async function discardCompanySandbox(
  master: MasterDb,
  companyId: string,
  actor: Actor,
  now: Date,
): Promise<void> {
  const name = await readCompanyName(master, companyId);
  const databaseId = await write(master, actor, async (tx) => {
    if (await isSandboxAsked(tx, companyId)) throw new DomainError("sandboxBusy");
    const ended = await endSandbox(tx, companyId, now);
    if (ended === null) throw new NotFound("sandbox");
    await tellBoth(tx, { id: companyId, name }, "company.sandbox-discarded");
    return ended;
  });
  await destroySandbox(databaseId, actor);
  await tellCompany(master, companyId, now);
}
