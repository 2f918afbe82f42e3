import type { Client } from "@libsql/client";
import { Apart } from "../apart/apart";
import { syncFile } from "../create-file";
import { engine } from "../engine";
import { smallEnough } from "../generations/copy-database";
import { neverPublished, writeIdentity } from "../identity";
import { openUnpublished } from "../open-file";
import type { TenantRef } from "../registry";
import { verifySchema } from "../schema-range";
import type { DatabaseServer } from "../servers/database-server";
import type { Fillable, Readable } from "./movable-tables";

/**
 * Works on the end that nobody can reach yet. A file is filled without a journal, large ones in a process of their
 * own, and is on disk when this returns: whoever dies before makes it anew.
 * @param bytes of the source, as far as they are known
 */
export async function withTarget<T>(
  place: DatabaseServer,
  next: TenantRef,
  key: string | null,
  bytes: number | null,
  work: (to: Fillable) => Promise<T>,
): Promise<T> {
  if (!place.capabilities.localFiles) {
    const connection = await place.open(next, key);
    return work(connection.writer).finally(() => connection.close());
  }
  const path = place.where(next);
  const done = await withFile(path, key, bytes, async (to) => {
    await to.execute("PRAGMA journal_mode = OFF");
    await to.execute("PRAGMA synchronous = OFF");
    return work(to);
  });
  await syncFile(path);
  return done;
}

async function withFile<T>(
  path: string,
  key: string | null,
  bytes: number | null,
  work: (to: Fillable) => Promise<T>,
): Promise<T> {
  if ((bytes ?? 0) > smallEnough) {
    const apart = await Apart.open(path, key, "rw");
    return work(apart).finally(() => apart.close());
  }
  const client: Client = openUnpublished(path, key);
  return work(client).finally(() => client.close());
}

/**
 * Says in the copy which generation it is. Its source is fenced, so that even now only one of them could be written.
 * @returns name of the last migration in it
 */
export async function identifyTarget(to: Readable, next: TenantRef): Promise<string> {
  const { server, schemaRange } = engine();
  const { companyId, databaseId, generation, epoch } = next;
  await writeIdentity(to, { companyId, databaseId, generation, epoch, fencedAt: neverPublished });
  if (server(next.server).capabilities.localFiles) await to.execute("PRAGMA journal_mode = WAL");
  return verifySchema(to, schemaRange, next);
}
