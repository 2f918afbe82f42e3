import { hkdfSync } from "node:crypto";
import { EngineError } from "../errors";
import type { Keyring } from "./keyring";
import { kekIdOf } from "./wrapping";

/**
 * Keys where nothing is kept in files: each database's follows from the key-encryption key and its id, which is also
 * the id of the key. So backups and exports of one company are of no use to another, and there is nothing to lose but
 * the one secret. What cannot be done is to destroy one of them, or to replace the key they all follow from.
 */
export function derivedKeyring(kek: string): Keyring {
  return {
    kekId: kekIdOf(kek),
    issue: (databaseId) => Promise.resolve(databaseId),
    reveal: (keyId) => Promise.resolve(keyOf(kek, keyId)),
    issueNext: () => Promise.reject(refusal("replaced")),
    promote: () => Promise.reject(refusal("replaced")),
    rewrap: () => Promise.reject(refusal("replaced")),
    quarantine: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    list: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/** 32 bytes in lower-case hex. */
function keyOf(kek: string, databaseId: string): string {
  const purpose = `medadmin key of the database ${databaseId}`;
  return Buffer.from(hkdfSync("sha256", kek, "", purpose, 32)).toString("hex");
}

function refusal(what: string): EngineError {
  return new EngineError(
    "NotSupported",
    `Without a data folder keys follow from KEY_ENCRYPTION_KEY and cannot be ${what} one by one.`,
  );
}
