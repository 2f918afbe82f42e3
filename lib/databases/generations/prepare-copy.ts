import type { Client } from "@libsql/client";
import { Apart, type ApartClient } from "../apart/apart";
import { engine } from "../engine";
import { neverPublished, writeIdentity } from "../identity";
import { openUnpublished } from "../open-file";
import type { TenantRef } from "../registry";
import { verifySchema } from "../schema-range";
import { isLarge } from "./copy-database";
import { assertSameRows, assertSound } from "./soundness";

export interface Preparation {
  /** On the open original, for reading; null when the copy is none, so that there are no rows to compare. */
  readonly original: Client | null;
  /** Files of the original and of the copy. */
  readonly from: string;
  readonly to: string;
  readonly key: string | null;
  /** What the copy is encrypted with from then on; null leaves it as it is. */
  readonly newKey: string | null;
  readonly next: TenantRef;
  readonly transform: (copy: Client) => Promise<unknown>;
  readonly transformApart: ((copy: ApartClient) => Promise<unknown>) | undefined;
  readonly onStep: (step: "transformed" | "verified") => void | Promise<void>;
}

/**
 * Proves that the copy has every row, changes it, proves that it is sound, and says in it which generation it is.
 * Large ones are looked through in another process, so that nobody waits for one company's database.
 * @returns name of the last migration in the copy
 */
export async function prepareCopy(preparation: Preparation): Promise<string> {
  return (await isLarge(preparation.to)) ? prepareLarge(preparation) : prepareSmall(preparation);
}

async function prepareSmall(preparation: Preparation): Promise<string> {
  const { original, to, key, newKey, transform, onStep } = preparation;
  const finish = (copy: Client) => prove(copy, preparation);
  const done = await onUnpublished(to, key, async (copy) => {
    if (original) await assertSameRows(original, copy);
    await transform(copy);
    await onStep("transformed");
    return newKey === null ? finish(copy) : rekey(copy, newKey);
  });
  return done ?? onUnpublished(to, newKey, finish);
}

async function prepareLarge(preparation: Preparation): Promise<string> {
  const { original, from, to, key, newKey, transform, transformApart, onStep } = preparation;
  await inApart(to, key, "rw", async (copy) => {
    if (original) await inApart(from, key, "ro", (before) => assertSameRows(before, copy));
    await transformApart?.(copy);
  });
  if (!transformApart) await onUnpublished(to, key, transform);
  await onStep("transformed");
  if (newKey !== null) await inApart(to, key, "rw", (copy) => rekey(copy, newKey));
  return inApart(to, newKey ?? key, "rw", (copy) => prove(copy, preparation));
}

async function prove(copy: ApartClient, { next, onStep }: Preparation): Promise<string> {
  await assertSound(copy);
  await onStep("verified");
  return identify(copy, next);
}

/** Only possible before the copy is in WAL mode. The text is hex, so nothing to escape. */
async function rekey(copy: ApartClient, key: string): Promise<null> {
  await copy.execute(`PRAGMA rekey = '${key}'`);
  return null;
}

async function inApart<T>(
  path: string,
  key: string | null,
  mode: "ro" | "rw",
  work: (client: ApartClient) => Promise<T>,
): Promise<T> {
  const apart = await Apart.open(path, key, mode);
  try {
    return await work(apart);
  } finally {
    await apart.close();
  }
}

async function onUnpublished<T>(
  path: string,
  key: string | null,
  work: (copy: Client) => Promise<T>,
): Promise<T> {
  const copy = openUnpublished(path, key);
  try {
    return await work(copy);
  } finally {
    copy.close();
  }
}

async function identify(copy: ApartClient, next: TenantRef): Promise<string> {
  const { companyId, databaseId, generation, epoch } = next;
  await writeIdentity(copy, { companyId, databaseId, generation, epoch, fencedAt: neverPublished });
  await copy.execute("PRAGMA journal_mode = WAL");
  return await verifySchema(copy, engine().schemaRange, next);
}
