import { engine } from "../engine";
import { smallEnough } from "../generations/copy-database";
import type { Actor } from "../handles";
import { sayingNoSpace } from "../no-space";
import type { TenantRef } from "../registry";
import type { Migration } from "./files";
import { migrateByCopy } from "./migrate-by-copy";
import { migrateInPlace } from "./migrate-in-place";
import { migrateRemote } from "./migrate-remote";
import type { Upgraded } from "./upgraded";

/** `remote`: in place too, but as far as a server allows. */
export type MigrationMethod = "in-place" | "copy" | "remote";

/**
 * Small files where they are, since that takes milliseconds; large ones on a copy, so that nobody waits for them.
 * @param knownBytes what the registry noted in the last hour, for who only wants to tell; whoever does it looks, since a
 * database that has become large meanwhile would keep everybody waiting
 */
export async function methodFor(
  ref: TenantRef,
  alwaysCopy: boolean,
  knownBytes: number | null = null,
): Promise<MigrationMethod> {
  const place = engine().server(ref.server);
  if (!place.capabilities.localFiles) return "remote";
  const bytes = knownBytes ?? (await place.size(ref)) ?? 0;
  return alwaysCopy || bytes > smallEnough ? "copy" : "in-place";
}

const methods = { "in-place": migrateInPlace, copy: migrateByCopy, remote: migrateRemote };

/**
 * Brings one company's database to the newest schema, or leaves it as it was.
 * @throws EngineError as each of the methods, and `NoSpace`
 */
export async function migrateDatabase(
  ref: TenantRef,
  migrations: readonly Migration[],
  actor: Actor,
  alwaysCopy: boolean,
): Promise<Upgraded> {
  return sayingNoSpace(async () => methods[await methodFor(ref, alwaysCopy)](ref, migrations, actor));
}
