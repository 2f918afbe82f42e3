import type { KeyObject } from "node:crypto";
import { newId } from "@/lib/domain/id";
import { engine } from "../engine";
import { isEngineError } from "../errors";
import type { ServerRef } from "../registry";
import { namespaceOf } from "./libsql-server";
import { namespaceClient } from "./libsql-server-client";

/**
 * Whether a libSQL server lets in who signs with this key. It looks at a token only for a namespace that is there, so
 * one is made for each question, by the key that signs now, and removed again.
 * @returns per key, in the order given
 * @throws EngineError `ServerFailed`, `WrongKey` when not even the current key is known there
 */
export async function trustsKeys(ref: ServerRef, keys: readonly KeyObject[]): Promise<boolean[]> {
  const place = engine().server(ref);
  const name = { databaseId: newId(), generation: 1 };
  try {
    await place.createEmpty(name, null);
    (await place.open(name, null)).close();
    const trusted: boolean[] = [];
    for (const key of keys) trusted.push(await opens(ref.url, namespaceOf(name), key));
    return trusted;
  } finally {
    await place.drop(name).catch(() => {});
  }
}

async function opens(url: string, namespace: string, key: KeyObject): Promise<boolean> {
  const client = namespaceClient(url, { namespace, permission: "ro", signingKey: () => key });
  try {
    await client.execute("SELECT 1");
    return true;
  } catch (error) {
    if (isEngineError(error, "WrongKey")) return false;
    throw error;
  } finally {
    client.close();
  }
}
