import { eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabasePurpose } from "@/drizzle/master/schema/states";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { type GenerationStep, nextGeneration } from "../generations/next-generation";
import type { Actor, MasterTx } from "../handles";
import { findTenantRow } from "../registry";

export interface ReplacedKey {
  readonly databaseId: string;
  readonly from: string;
  readonly to: string;
  /** The first that is encrypted with the new key. */
  readonly generation: number;
}

interface Options {
  readonly actor: Actor;
  /** The company's own database unless its sandbox is meant. */
  readonly purpose?: DatabasePurpose;
  /** What the master is told in the transaction that publishes the new generation. */
  readonly alsoWrite?: (tx: MasterTx) => Promise<unknown>;
  /** For tests that end the process between two steps. */
  readonly onStep?: (step: GenerationStep | "issued" | "promoted") => void | Promise<void>;
}

/**
 * Gives a company's database another key: the next generation is encrypted with it. The former key stays in the
 * keyring for as long as an earlier generation or a backup needs it; that is longer than an export waits to be
 * downloaded, which names the key it is sealed with.
 *
 * A process that dies before the new generation is published leaves a coming key, which the next attempt takes; one
 * that dies after it leaves it to `settleKeys`.
 * @throws what `nextGeneration` throws; `NotSupported` where the database has no key of its own
 */
export async function replaceKey(companyId: string, options: Options): Promise<ReplacedKey> {
  const { actor, purpose = "main", alsoWrite, onStep } = options;
  const { master, keyring } = engine();
  const { databaseId, keyId: from } = await findTenantRow(master, companyId, purpose);
  if (from === null)
    throw new EngineError("NotSupported", "This database has no key of its own.", { databaseId });
  await settleKeys();
  const to = await keyring.issueNext(databaseId);
  await onStep?.("issued");
  const { generation } = await nextGeneration(companyId, {
    actor,
    purpose,
    state: "migrating",
    reason: "its key is being replaced",
    newKeyId: to,
    transform: async () => {},
    transformApart: async () => {},
    ...(alsoWrite && { alsoWrite }),
    ...(onStep && { onStep }),
  });
  await keyring.promote(to, generation - 1);
  await onStep?.("promoted");
  return { databaseId, from, to, generation };
}

/**
 * Makes the keyring say what the registry says: a coming key that a published generation is encrypted with is the
 * current one. One that nobody uses stays for the next attempt.
 * @returns how many
 */
export async function settleKeys(): Promise<number> {
  const unsettled = await unsettledKeys();
  for (const { id, generation } of unsettled) await engine().keyring.promote(id, generation - 1);
  return unsettled.length;
}

/** Keys that the keyring calls coming, although the registry has published a generation with them. */
export async function unsettledKeys(): Promise<Array<{ readonly id: string; readonly generation: number }>> {
  const { master, keyring } = engine();
  const coming = (await keyring.list()).filter(({ use, destroyedAt }) => use === "coming" && !destroyedAt);
  const found = await Promise.all(
    coming.map(({ id }) =>
      master
        .select({ id: tenantDatabases.keyId, generation: tenantDatabases.generation })
        .from(tenantDatabases)
        .where(eq(tenantDatabases.keyId, id)),
    ),
  );
  return found.flat().flatMap(({ id, generation }) => (id === null ? [] : [{ id, generation }]));
}
