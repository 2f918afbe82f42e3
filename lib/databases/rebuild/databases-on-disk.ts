import { engine } from "../engine";
import { type Identity, neverPublished, readIdentity } from "../identity";
import { readLedger } from "../migrations/ledger";
import { openUnpublished } from "../open-file";
import { isSandboxItself } from "../sandboxes/is-sandbox";
import type { DatabaseName } from "../servers/database-server";
import { localServerId } from "../start-engine";

/** What one file says of itself. */
interface SeenFile {
  readonly generation: number;
  readonly keyId: string | null;
  readonly identity: Identity;
  /** Name of the last migration. */
  readonly schema: string | null;
  /** A copy to try things in, and no company's own database; null when it cannot tell. */
  readonly isSandbox: boolean | null;
}

/** One database as its files tell it, without the registry. */
export interface DatabaseOnDisk {
  readonly databaseId: string;
  /** Newest first. */
  readonly generations: readonly number[];
  /** The one everybody should open; null when no file could be opened. */
  readonly current: SeenFile | null;
  /** Somebody died while making the generation after `current`, which stays what it was. */
  readonly unfinished: boolean;
  /** It keeps writers out, and nothing newer is here. */
  readonly fenced: boolean;
}

/**
 * Reads every database's newest files, a thousand in seconds: what is older is not opened.
 * @param leaveOut ids of databases that are not looked at
 */
export async function databasesOnDisk(
  onEach: (done: number, total: number) => void = () => {},
  leaveOut: ReadonlySet<string> = new Set(),
): Promise<DatabaseOnDisk[]> {
  const local = engine().server({ id: localServerId, kind: "file", url: "", adminUrl: null });
  const byDatabase = new Map<string, number[]>();
  for (const { databaseId, generation } of await local.list()) {
    if (leaveOut.has(databaseId)) continue;
    byDatabase.set(databaseId, [...(byDatabase.get(databaseId) ?? []), generation]);
  }
  const found: DatabaseOnDisk[] = [];
  for (const [databaseId, unsorted] of byDatabase) {
    const generations = unsorted.sort((a, b) => b - a);
    found.push({ databaseId, generations, ...(await currentOf(databaseId, generations)) });
    onEach(found.length, byDatabase.size);
  }
  return found;
}

/**
 * A generation is published once the one before it says that it has moved; a copy that was never finished says of
 * itself that it is the one it was copied from.
 */
async function currentOf(databaseId: string, generations: readonly number[]) {
  let later: SeenFile | null = null;
  let unfinished = false;
  for (const generation of generations) {
    const seen = await look({ databaseId, generation });
    if (!seen || seen.identity.generation !== generation) {
      unfinished ||= later === null;
      continue;
    }
    if (later && seen.identity.epoch < later.identity.epoch) {
      return { current: seen, unfinished: true, fenced: false };
    }
    if (later) break;
    later = seen;
  }
  const fencedAt = later?.identity.fencedAt ?? neverPublished;
  // Writers are let into a generation for the first time when it is opened.
  const fenced = fencedAt !== neverPublished && !unfinished;
  return { current: later, unfinished: later !== null && unfinished, fenced };
}

/** Null when no key opens it, or it is nobody's. */
async function look(name: DatabaseName): Promise<SeenFile | null> {
  const { keyring, server } = engine();
  const path = server({ id: localServerId, kind: "file", url: "", adminUrl: null }).where(name);
  const keys = (await keyring.list()).filter(
    ({ databaseId, destroyedAt }) => databaseId === name.databaseId && destroyedAt === null,
  );
  for (const { id } of keys) {
    const client = openUnpublished(path, await keyring.reveal(id));
    try {
      const identity = await readIdentity(client);
      if (!identity || identity.databaseId !== name.databaseId) return null;
      const schema = (await readLedger(client)).at(-1)?.name ?? null;
      const isSandbox = await isSandboxItself(client).catch(() => null);
      return { generation: name.generation, keyId: id, identity, schema, isSandbox };
    } catch {
      // Another key, or damaged.
    } finally {
      client.close();
    }
  }
  return null;
}
