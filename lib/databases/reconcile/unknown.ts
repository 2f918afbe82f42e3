import { basename } from "node:path";
import { engine } from "../engine";
import { readIdentity } from "../identity";
import type { KeyEntry } from "../keyring/keyring";
import { openUnpublished } from "../open-file";
import type { DatabaseName } from "../servers/database-server";
import type { Finding } from "./finding";
import { moveAside } from "./move-aside";

/**
 * A database file the registry knows nothing of. One that says whose it is stays where it is: the registry may be
 * the one that is wrong. One that nobody ever owned is moved out of the way.
 * @param path absolute
 */
export async function explainFile(
  path: string,
  name: DatabaseName,
  keys: readonly KeyEntry[],
  mayMove: boolean,
): Promise<Finding> {
  const own = keys.filter((entry) => entry.databaseId === name.databaseId);
  const found = await ownerOf(path, own);
  const file = basename(path);
  if (found !== "nobody" || !mayMove) {
    const whose = found === "nobody" || found === "unreadable" ? found : `of company ${found}`;
    return {
      what: "file",
      id: file,
      measure: "named",
      reason: `the registry does not know it; it is ${whose}`,
    };
  }
  await moveAside(path);
  return {
    what: "file",
    id: file,
    measure: "quarantined",
    reason: "it was never published and is not registered",
  };
}

/** With whichever of the database's keys opens it. */
async function ownerOf(path: string, own: readonly KeyEntry[]): Promise<string> {
  for (const { id } of own) {
    const owner = await ownerBy(path, await engine().keyring.reveal(id));
    if (owner !== "unreadable") return owner;
  }
  return own.length > 0 ? "unreadable" : ownerBy(path, null);
}

async function ownerBy(path: string, key: string | null): Promise<string> {
  const client = openUnpublished(path, key);
  try {
    return (await readIdentity(client))?.companyId ?? "nobody";
  } catch {
    return "unreadable";
  } finally {
    client.close();
  }
}

/** A key whose database the registry does not know; it still opens what it opened. */
export async function explainKey(key: KeyEntry, mayMark: boolean): Promise<Finding> {
  const reason = `the database ${key.databaseId} is not registered`;
  if (key.quarantineReason !== null || !mayMark) return { what: "key", id: key.id, measure: "named", reason };
  await engine().keyring.quarantine(key.id, reason);
  return { what: "key", id: key.id, measure: "quarantined", reason };
}
