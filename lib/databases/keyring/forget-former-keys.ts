import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { adoptBackups } from "../backups/adopt-backups";
import { engine } from "../engine";
import type { Actor } from "../handles";
import { copiesHere } from "../removals/copies-here";
import { assertRemovalAllowed } from "../removals/removal-blocked";
import type { KeyEntry } from "./keyring";

/**
 * Destroys the keys that were replaced, once nothing is left that only they open: no earlier generation, no backup.
 * @returns ids of the keys
 * @throws EngineError `RemovalBlocked`, `TargetFailed`
 */
export async function forgetFormerKeys(actor: Actor): Promise<string[]> {
  const { master, keyring, folder } = engine();
  if (!folder) return [];
  await assertRemovalAllowed(master);
  const former = (await keyring.list()).filter(({ use, destroyedAt }) => use === "former" && !destroyedAt);
  if (former.length === 0) return [];
  // A master that came out of a backup does not know the backups that were made after it.
  await adoptBackups(actor);
  const forgotten: string[] = [];
  for (const key of former) {
    if (await isNeeded(key)) continue;
    await keyring.destroy(key.id);
    forgotten.push(key.id);
  }
  return forgotten;
}

async function isNeeded({ id, databaseId, untilGeneration }: KeyEntry): Promise<boolean> {
  const { master, folder } = engine();
  if (!folder || databaseId === null) return true;
  const current = await master.$count(tenantDatabases, eq(tenantDatabases.keyId, id));
  const backups = await master.$count(
    tenantBackups,
    and(
      eq(tenantBackups.databaseId, databaseId),
      inArray(tenantBackups.state, ["making", "ready"]),
      or(eq(tenantBackups.keyId, id), isNull(tenantBackups.keyId)),
    ),
  );
  if (current + backups > 0) return true;
  const files = await copiesHere(folder, [`${databaseId}.`]);
  return files.some((path) => {
    const generation = /[0-9a-f-]{36}\.(\d+)\.db$/.exec(path)?.[1];
    return generation !== undefined && Number(generation) <= (untilGeneration ?? 0);
  });
}
