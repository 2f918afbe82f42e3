import {
  type Actor,
  assertRemovalAllowed,
  forgetFormerKeys,
  forgetKeyringCopies,
  messageWithoutData,
  openMaster,
} from "@/lib/databases";
import { log } from "@/lib/log";
import { dueRemovals } from "@/lib/master/removals/queries";
import { removeCompany } from "./remove-company";

export interface RemovedCompany {
  readonly companyId: string;
  readonly slug: string;
  /** Why it is not gone yet; null when it is. */
  readonly error: string | null;
}

interface Watch {
  readonly onEach?: (company: RemovedCompany, done: number, total: number) => void;
  /** Looked at between two companies. */
  readonly signal?: AbortSignal;
}

/**
 * Removes every company whose thirty days are over, and goes on with those whose removal died half-way. One that
 * cannot be removed now does not stop the others. Then forgets keys, and copies of the keyring, that nobody needs any
 * more. May be repeated at any time.
 * @throws EngineError `RemovalBlocked` after the master was restored
 */
export async function removeDueCompanies(
  actor: Actor,
  now: Date,
  { onEach, signal }: Watch = {},
): Promise<RemovedCompany[]> {
  const master = await openMaster();
  await assertRemovalAllowed(master);
  const due = await dueRemovals(master, now);
  const results: RemovedCompany[] = [];
  for (const { id, companyId, slug } of due) {
    if (signal?.aborted) break;
    let error: string | null = null;
    try {
      await removeCompany(master, actor, id, { now });
    } catch (caught) {
      error = messageWithoutData(caught);
      log().error({ err: caught, companyId }, "A company that was deleted could not be removed yet.");
    }
    const result = { companyId, slug, error };
    results.push(result);
    onEach?.(result, results.length, due.length);
  }
  await forgetKeyringCopies(actor, now);
  await forgetFormerKeys(actor);
  return results;
}
