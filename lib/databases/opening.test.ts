import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { enterTestCompany, testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { engine } from "./engine";
import { ensureOpen } from "./ensure-open";
import { openUnpublished } from "./open-file";
import { stopEngine } from "./start-engine";
import { openTenant } from "./tenant";
import { write } from "./write";

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany();
  await engine().cache.close();
});
afterEach(() => started.dispose());

const opening = async (companyId = company.companyId) => ensureOpen(await openTenant(companyId));
const fileOf = (databaseId = company.databaseId) => join(started.dataDir, "tenants", `${databaseId}.1.db`);
const setDatabase = (values: Partial<typeof tenantDatabases.$inferInsert>) =>
  write(engine().master, started.actor, (tx) =>
    tx.update(tenantDatabases).set(values).where(eq(tenantDatabases.id, company.databaseId)),
  );
/** As a file that this process never had open: its header is looked at. */
async function afresh(change: () => void): Promise<void> {
  await stopEngine();
  const moved = `${started.dataDir}-moved`;
  change();
  cpSync(started.dataDir, moved, { recursive: true });
  await startTestEngine(moved);
  rmSync(started.dataDir, { recursive: true, force: true });
  Object.assign(started, { dataDir: moved });
}

describe("opening a company's database", () => {
  it("is refused without a company: there is no other database instead", async () => {
    await expect(opening(newId())).rejects.toMatchObject({ code: "UnknownDatabase" });
  });

  it.each(["provisioning", "restoring", "quarantined", "failed"] as const)(
    "is refused while it is %s",
    async (state) => {
      await setDatabase({ state });
      await expect(opening()).rejects.toMatchObject({ code: "DatabaseUnavailable", detail: { state } });
    },
  );

  it("is refused for a company whose database is not made yet", async () => {
    const { companyId } = await enterTestCompany();
    await expect(opening(companyId)).rejects.toMatchObject({ code: "DatabaseUnavailable" });
  });

  it("never makes a file that is missing", async () => {
    rmSync(fileOf());
    await expect(opening()).rejects.toMatchObject({ code: "DatabaseMissing" });
    expect(existsSync(fileOf())).toBe(false);
    expect(() => openUnpublished(fileOf(), null)).toThrow(
      expect.objectContaining({ code: "DatabaseMissing" }),
    );
    expect(existsSync(fileOf())).toBe(false);
  });

  it("is refused with another company's key", async () => {
    const other = await testCompany();
    await setDatabase({ keyId: other.keyId });
    await expect(opening()).rejects.toMatchObject({ code: "WrongKey" });
  });

  it("is refused once its key was destroyed", async () => {
    await engine().keyring.destroy(company.keyId);
    await expect(opening()).rejects.toMatchObject({ code: "KeyMissing" });
  });

  it("is refused when the file is plain although it should be encrypted, and the other way round", async () => {
    await afresh(() => {
      writeFileSync(fileOf(), `SQLite format 3\0${"x".repeat(4_080)}`);
    });
    await expect(opening()).rejects.toMatchObject({
      code: "UnexpectedHeader",
      detail: { found: "plain", expected: "encrypted" },
    });
    await setDatabase({ keyId: null });
    const other = await testCompany();
    cpSync(fileOf(other.databaseId), fileOf());
    await afresh(() => {});
    await expect(opening()).rejects.toMatchObject({
      code: "UnexpectedHeader",
      detail: { found: "encrypted", expected: "plain" },
    });
  });

  it("is refused when the file is empty", async () => {
    await afresh(() => writeFileSync(fileOf(), ""));
    await expect(opening()).rejects.toMatchObject({ code: "UnexpectedHeader", detail: { found: "empty" } });
  });

  it.each([
    ["another company's", "company_id = 'another'"],
    ["another database", "database_id = 'another'"],
    ["of another generation", "generation = 7"],
  ])("is refused when the file says that it is %s", async (_what, assignment) => {
    const client = openUnpublished(fileOf(), await engine().keyring.reveal(company.keyId));
    await client.execute(`UPDATE identity SET ${assignment}`);
    client.close();
    await expect(opening()).rejects.toMatchObject({ code: "WrongIdentity" });
  });

  it("is refused when the file is nobody's", async () => {
    const client = openUnpublished(fileOf(), await engine().keyring.reveal(company.keyId));
    await client.execute("DELETE FROM identity");
    client.close();
    await expect(opening()).rejects.toMatchObject({ code: "WrongIdentity" });
  });

  it("refuses a later epoch's writer, and a fenced one", async () => {
    const db = await openTenant(company.companyId);
    const add = () =>
      write(db, started.actor, (tx) => tx.insert(counters).values({ name: newId(), value: 1 }));
    await add();
    const client = openUnpublished(fileOf(), await engine().keyring.reveal(company.keyId));
    await client.execute("UPDATE identity SET fenced_at = 1");
    await expect(add()).rejects.toMatchObject({ code: "Fenced" });
    await client.execute("UPDATE identity SET fenced_at = NULL, epoch = 2");
    await expect(add()).rejects.toMatchObject({ code: "Moved" });
    await client.execute("UPDATE identity SET epoch = 1");
    client.close();
    await add();
    expect(await db.$count(counters)).toBe(2);
  });

  it("gives a durable database in which readers and the writer do not meet", async () => {
    const db = await openTenant(company.companyId);
    const settings = sql`SELECT journal_mode, synchronous, foreign_keys FROM pragma_journal_mode, pragma_synchronous, pragma_foreign_keys`;
    const expected = { journal_mode: "wal", synchronous: 2, foreign_keys: 1 };
    expect(await db.get(settings)).toMatchObject(expected);
    const found = await write(db, started.actor, (tx) => tx.get(settings));
    expect(found).toMatchObject(expected);
  });
});

describe("the files of companies", () => {
  it("hold nothing that can be read without the key", async () => {
    await write(company.db, started.actor, (tx) =>
      tx.insert(counters).values({ name: "a word that stands out", value: 1 }),
    );
    await stopEngine();
    for (const file of readdirSync(join(started.dataDir, "tenants"))) {
      const bytes = readFileSync(join(started.dataDir, "tenants", file), "latin1");
      expect(bytes).not.toContain("a word that stands out");
      expect(bytes).not.toContain("CREATE TABLE");
      expect(bytes).not.toContain(company.companyId);
    }
  });
});
