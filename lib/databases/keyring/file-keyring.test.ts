import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/domain/id";
import { fileUrl } from "../file-url";
import { openKeyring } from "./file-keyring";
import { derive, kekIdOf, sealingPurpose, successorOf, Wrapping } from "./wrapping";

const kek = "the key-encryption key of this test, long enough";
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-keyring-"));
  path = join(folder, "keyring.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the keyring", () => {
  it("gives a database one key, however often it is asked", async () => {
    const keyring = await openKeyring(path, kek);
    const databaseId = newId();
    const ids = await Promise.all([1, 2, 3].map(() => keyring.issue(databaseId)));
    expect(new Set(ids).size).toBe(1);
    expect(await keyring.reveal(ids[0] ?? "")).toMatch(/^[0-9a-f]{64}$/);
    await keyring.close();
  });

  it("opens again with the same key-encryption key and refuses any other", async () => {
    const first = await openKeyring(path, kek);
    const id = await first.issue(newId());
    const key = await first.reveal(id);
    await first.close();
    await expect(openKeyring(path, `${kek}!`)).rejects.toMatchObject({ code: "WrongMasterKey" });
    const second = await openKeyring(path, kek);
    expect(await second.reveal(id)).toBe(key);
    await second.close();
  });

  it("keeps of a destroyed key nothing but its id and when", async () => {
    const keyring = await openKeyring(path, kek);
    const databaseId = newId();
    const id = await keyring.issue(databaseId);
    await keyring.destroy(id);
    await expect(keyring.reveal(id)).rejects.toMatchObject({ code: "KeyMissing" });
    expect(await keyring.list()).toMatchObject([{ id, databaseId: null, destroyedAt: expect.any(Number) }]);
    await keyring.close();
    const bytes = readFileSync(path, "latin1");
    expect(bytes).toContain(id);
    expect(bytes).not.toContain(databaseId);
  });

  it("gives a database whose key was destroyed another one", async () => {
    const keyring = await openKeyring(path, kek);
    const databaseId = newId();
    const first = await keyring.issue(databaseId);
    await keyring.destroy(first);
    expect(await keyring.issue(databaseId)).not.toBe(first);
    await keyring.close();
  });

  it("does not open a wrapped key that was put into another row", async () => {
    const keyring = await openKeyring(path, kek);
    const [mine, other] = [await keyring.issue(newId()), await keyring.issue(newId())];
    await keyring.close();
    const client = createClient({ url: fileUrl(path, "rw") });
    await client.execute({
      sql: "UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = ?) WHERE id = ?",
      args: [other, mine],
    });
    client.close();
    const again = await openKeyring(path, kek);
    await expect(again.reveal(mine)).rejects.toMatchObject({ code: "KeyMissing" });
    expect(await again.reveal(other)).toHaveLength(64);
    await again.close();
  });

  it("holds no key in the clear", async () => {
    const keyring = await openKeyring(path, kek);
    const key = await keyring.reveal(await keyring.issue(newId()));
    await keyring.close();
    const bytes = readFileSync(path);
    expect(bytes.includes(Buffer.from(key, "hex"))).toBe(false);
    expect(bytes.includes(key)).toBe(false);
  });
});

describe("a database's next key", () => {
  it("is made beside the current one, takes its place, and leaves it as a former one", async () => {
    const keyring = await openKeyring(path, kek);
    const databaseId = newId();
    const first = await keyring.issue(databaseId);
    const next = await keyring.issueNext(databaseId);
    expect(await keyring.issueNext(databaseId)).toBe(next);
    expect(await keyring.issue(databaseId)).toBe(first);
    await keyring.promote(next, 3);
    await keyring.promote(next, 7);
    expect(await keyring.issue(databaseId)).toBe(next);
    expect(await keyring.list()).toMatchObject([
      { id: first, use: "former", untilGeneration: 3 },
      { id: next, use: "current", untilGeneration: null },
    ]);
    expect(await keyring.reveal(first)).not.toBe(await keyring.reveal(next));
    await keyring.close();
  });

  it("is possible in a keyring that was made when a database had one key for ever", async () => {
    const old = await openKeyring(path, kek);
    const databaseId = newId();
    const first = await old.issue(databaseId);
    await old.close();
    const client = createClient({ url: fileUrl(path, "rw") });
    await client.batch([
      "DROP INDEX keys_in_use",
      "ALTER TABLE keys DROP COLUMN until_generation",
      "ALTER TABLE keys RENAME COLUMN use TO unused",
      "CREATE UNIQUE INDEX keys_database ON keys (database_id)",
    ]);
    client.close();
    const keyring = await openKeyring(path, kek);
    expect(await keyring.issueNext(databaseId)).not.toBe(first);
    expect(await keyring.issue(databaseId)).toBe(first);
    await keyring.close();
  });
});

describe("another key-encryption key", () => {
  const next = successorOf(kek);

  it("wraps every key, in one step, and is then the only one that opens the keyring", async () => {
    const keyring = await openKeyring(path, kek);
    const id = await keyring.issue(newId());
    const [key, before] = [await keyring.reveal(id), keyring.kekId];
    const [wrapped, issued] = await Promise.all([keyring.rewrap(next), keyring.issue(newId())]);
    expect(wrapped).toBeGreaterThanOrEqual(1);
    expect(keyring.kekId).not.toBe(before);
    expect(await keyring.reveal(id)).toBe(key);
    const late = await keyring.reveal(issued);
    await keyring.close();
    await expect(openKeyring(path, kek)).rejects.toMatchObject({ code: "WrongMasterKey" });
    const again = await openKeyring(path, next);
    expect([await again.reveal(id), await again.reveal(issued)]).toEqual([key, late]);
    await again.close();
  });

  it("is accepted beside the one that is still configured, whichever of the two wrapped it", async () => {
    const first = await openKeyring(path, kek, next);
    expect(first.kekId).toBe(kekIdOf(kek));
    await first.rewrap(next);
    await first.close();
    const second = await openKeyring(path, kek, next);
    expect(second.kekId).toBe(kekIdOf(next));
    await second.close();
  });

  it("seals backups as the one before it did, and wraps as it never did", () => {
    const third = successorOf(next);
    expect(derive(next, sealingPurpose)).toEqual(derive(kek, sealingPurpose));
    expect(derive(third, sealingPurpose)).toEqual(derive(kek, sealingPurpose));
    expect(new Set([kek, next, third].map(kekIdOf)).size).toBe(3);
    const wrapped = new Wrapping(kek).wrap(Buffer.from("secret"), "x");
    expect(() => new Wrapping(next).unwrap(wrapped, "x")).toThrow();
    expect(kekIdOf(next)).toBe(kekIdOf(next.replace(/~.*$/, "")));
  });
});
