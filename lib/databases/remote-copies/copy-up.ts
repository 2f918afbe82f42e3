import { Apart } from "../apart/apart";
import { engine } from "../engine";
import { isLarge } from "../generations/copy-database";
import { assertSameTables, checksumTables } from "../moves/checksum-tables";
import { copyRows } from "../moves/copy-rows";
import type { Readable } from "../moves/movable-tables";
import { identifyTarget } from "../moves/target";
import { openUnpublished } from "../open-file";
import type { TenantRef } from "../registry";

/**
 * Makes a generation of a database on its server out of a file here that nobody else can reach, and proves that it
 * holds the same; only then it says which generation it is. What was there under its name, by an attempt that died,
 * is replaced.
 * @returns name of the last migration in it
 * @throws EngineError `Damaged`, and what the server throws
 */
export async function copyUp(path: string, key: string | null, next: TenantRef): Promise<string> {
  const place = engine().server(next.server);
  await place.createEmpty(next, null);
  const connection = await place.open(next, null);
  try {
    await readingFile(path, key, async (from) => {
      await copyRows(from, connection.writer);
      assertSameTables(await checksumTables(from), await checksumTables(connection.writer));
    });
    return await identifyTarget(connection.writer, next);
  } finally {
    connection.close();
  }
}

async function readingFile<T>(
  path: string,
  key: string | null,
  work: (from: Readable) => Promise<T>,
): Promise<T> {
  if (await isLarge(path)) {
    const apart = await Apart.open(path, key, "rw");
    return work(apart).finally(() => apart.close());
  }
  const client = openUnpublished(path, key);
  return work(client).finally(() => client.close());
}
