import { engine } from "../engine";
import { EngineError, isEngineError } from "../errors";
import { type Identity, neverPublished, readIdentity } from "../identity";
import { openUnpublished } from "../open-file";
import { findTenantRow, type TenantRef } from "../registry";
import type { DatabaseName } from "../servers/database-server";
import { numberAfter } from "./following";

/**
 * What stands under a name that a change is about to use. `published`: people worked with it, so it may hold what the
 * registry's generation does not. `draft`: it was left by a change that died, and nobody ever wrote into it.
 * `unreadable`: a file that no key of its database opens.
 */
export type Standing = "nothing" | "draft" | "published" | "unreadable";

/** @throws what opening a database on another machine throws: whoever cannot look must not replace */
export async function standingAt(at: TenantRef): Promise<Standing> {
  const place = engine().server(at.server);
  if (!(await place.exists(at))) return "nothing";
  const identity = place.capabilities.localFiles ? await ofFile(at) : await ofRemote(at);
  if (identity === "nothing" || identity === "unreadable") return identity;
  return wasPublished(identity, at) ? "published" : "draft";
}

function wasPublished(identity: Identity | null, at: TenantRef): boolean {
  return (
    identity?.databaseId === at.databaseId &&
    identity.generation === at.generation &&
    identity.fencedAt !== neverPublished
  );
}

/**
 * Whether the database itself says that nothing took its place, from behind the fence of a change: that it was replaced it
 * says before the registry is told. So whatever was made after it was not published, even by a version that did not say
 * so in what it made.
 * @param ref what the registry says of it
 */
export function saysItIsTheOne(said: Identity | null, ref: TenantRef): boolean {
  return (
    said?.databaseId === ref.databaseId &&
    said.generation === ref.generation &&
    said.epoch === ref.epoch &&
    said.fencedAt !== null &&
    said.fencedAt !== neverPublished
  );
}

async function ofRemote(at: TenantRef): Promise<Identity | null | "nothing"> {
  try {
    const connection = await engine().server(at.server).open(at, null);
    return await readIdentity(connection.writer).finally(() => connection.close());
  } catch (error) {
    if (isEngineError(error, "DatabaseMissing")) return "nothing";
    throw error;
  }
}

/** With whichever key: it may be of a change that gave the database another one. */
async function ofFile(at: DatabaseName & Pick<TenantRef, "server">): Promise<Identity | null | "unreadable"> {
  const { keyring, server } = engine();
  const path = server(at.server).where(at);
  const own = (await keyring.list()).filter(
    ({ databaseId, destroyedAt }) => databaseId === at.databaseId && destroyedAt === null,
  );
  const keys = await Promise.all(own.map(({ id }) => keyring.reveal(id)));
  for (const key of [...keys, null]) {
    const client = openUnpublished(path, key);
    try {
      return await readIdentity(client);
    } catch {
      // Another key, or not whole.
    } finally {
      client.close();
    }
  }
  return "unreadable";
}

/**
 * That a change of this database takes no place that people already worked in: a registry that is older than its
 * databases, as after its master was restored to an earlier moment, does not know.
 * @param next what the change will make
 * @throws EngineError `LaterGeneration`; `DatabaseUnavailable` when the registry knows it by now
 */
export async function assertNothingThere(ref: TenantRef, next: TenantRef): Promise<void> {
  if ((await standingAt(next)) !== "published") return;
  const { master } = engine();
  const { generation } = await findTenantRow(master, ref.companyId, ref.purpose).catch(() => ref);
  // Not by now: somebody published it while we looked.
  if (generation === ref.generation) throw laterGeneration(ref, next.generation);
  throw new EngineError("DatabaseUnavailable", "Something else is being done with this database.", {
    databaseId: ref.databaseId,
  });
}

/**
 * That the database does not say of itself that a later generation, here or on another server, took its place.
 * @throws EngineError `LaterGeneration`; nothing when it cannot be opened
 */
export async function assertNotReplaced(ref: TenantRef): Promise<void> {
  const said = await saidOf(ref).catch(() => null);
  if (said?.databaseId !== ref.databaseId || said.generation !== ref.generation) return;
  if (said.epoch <= ref.epoch || said.fencedAt === null) return;
  const successor = await standingAt({ ...ref, generation: said.epoch });
  throw laterGeneration(ref, successor === "published" ? said.epoch : null);
}

/**
 * Later generations on its server; of one that names none, those that may follow. Here nothing has a later number that
 * no change is at. On other machines a draft may be left of a host that died, and nobody is in its way.
 */
export async function laterGenerations(ref: TenantRef): Promise<number[]> {
  const place = engine().server(ref.server);
  const numbers = place.capabilities.list
    ? (await place.list())
        .filter(({ databaseId, generation }) => databaseId === ref.databaseId && generation > ref.generation)
        .map(({ generation }) => generation)
    : await possiblyFollowing(ref);
  const later: number[] = [];
  for (const generation of numbers) {
    const standing = await standingAt({ ...ref, generation });
    if (standing === "published" || (standing !== "nothing" && place.capabilities.localFiles))
      later.push(generation);
  }
  return later;
}

/** One that was replaced says by its epoch with which. */
async function possiblyFollowing(ref: TenantRef): Promise<number[]> {
  const said = (await saidOf(ref).catch(() => null))?.epoch ?? 0;
  const numbers = [ref.generation + 1, numberAfter(ref), said];
  return [...new Set(numbers)].filter((generation) => generation > ref.generation).sort((a, b) => a - b);
}

async function saidOf(ref: TenantRef): Promise<Identity | null> {
  const { keyring, server } = engine();
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const connection = await server(ref.server).open(ref, key);
  return readIdentity(connection.writer).finally(() => connection.close());
}

/**
 * @param later null when it is not known which
 * @param on name of its server, where it is another one
 */
export function laterGeneration(
  { databaseId, generation }: TenantRef,
  later: number | null,
  on?: string,
): EngineError {
  const found =
    later === null
      ? "The database says that a later generation took its place"
      : `Generation ${later} of this database was in use${on === undefined ? "" : ` on ${on}`}`;
  return new EngineError(
    "LaterGeneration",
    `${found}, but the registry says ${generation}, as after its master was restored to an earlier moment. Nothing was changed: restore a newer master, or run "registry rebuild" where databases are files; "tenants doctor" names more.`,
    { databaseId, generation: later, registered: generation },
  );
}
