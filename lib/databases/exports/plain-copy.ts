import type { Client } from "@libsql/client";
import { Apart } from "../apart/apart";
import { engine } from "../engine";
import { copyDatabase, isLarge } from "../generations/copy-database";
import { openUnpublished } from "../open-file";
import type { TenantRef } from "../registry";
import { copyDown } from "../remote-copies/copy-down";
import { cached } from "../tenant";

/**
 * A consistent copy of a company's database as an ordinary SQLite file without a key, in the journal mode every
 * program knows. A large one is deciphered in another process.
 * @param path must not exist; nobody but us may look into its folder
 * @throws EngineError what opening and copying throw
 */
export async function plainCopy(ref: TenantRef, path: string): Promise<void> {
  const { server, keyring } = engine();
  const place = server(ref.server);
  if (!place.capabilities.localFiles) {
    const bytes = await place.size(ref);
    return cached(ref).use(({ reader }) => copyDown(reader, path, null, bytes));
  }
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  await cached(ref).use(() => copyDatabase(place.where(ref), path, key));
  if (key !== null) await decipher(path, key);
}

/** Only possible on a copy that nobody has open and that is not in WAL mode. */
async function decipher(path: string, key: string): Promise<void> {
  const rekey = (client: Pick<Client, "execute">) => client.execute("PRAGMA rekey = ''");
  if (await isLarge(path)) {
    const apart = await Apart.open(path, key, "rw");
    await rekey(apart).finally(() => apart.close());
    return;
  }
  const client = openUnpublished(path, key);
  try {
    await rekey(client);
  } finally {
    client.close();
  }
}
