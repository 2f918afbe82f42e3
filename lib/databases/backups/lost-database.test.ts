import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import { engineErrorOf } from "../errors";
import { nextGeneration } from "../generations/next-generation";
import { surveyRegistry } from "../integrity/survey";
import { openUnpublished } from "../open-file";
import { stopEngine } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { backupTenant } from "./backup-tenant";
import { findTenantBackup } from "./find-tenant-backup";
import { removeReplacedGenerations } from "./remove-replaced-generations";
import { restoreTenant } from "./restore-tenant";

const now = new Date("2026-11-21T09:15:00Z");
const day = 86_400_000;
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany("first");
  await write(company.db, started.actor, (tx) => tx.insert(counters).values({ name: "one", value: 1 }));
  await backupTenant(company.companyId, { actor: started.actor, reason: "asked", now });
  await engine().cache.close(`${company.databaseId}.1`);
});
afterEach(() => started.dispose());

const firstFile = () => join(started.dataDir, "tenants", `${company.databaseId}.1.db`);
const setState = (state: "ready" | "quarantined") =>
  write(engine().master, started.actor, (tx) =>
    tx.update(tenantDatabases).set({ state }).where(eq(tenantDatabases.id, company.databaseId)),
  );
const restore = async () =>
  restoreTenant(await findTenantBackup(company.companyId, "latest"), { actor: started.actor, now });
const change = () =>
  nextGeneration(company.companyId, {
    ...{ actor: started.actor, state: "migrating", reason: "test" },
    transform: async () => {},
  });
/** All of it in the file itself, as after a while. */
async function emptyLog(): Promise<void> {
  const client = openUnpublished(firstFile(), await engine().keyring.reveal(company.keyId));
  await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  client.close();
}
const overwrite = (path: string) => {
  const pages = readFileSync(path);
  writeFileSync(path, pages.fill(7, 4096));
};
const names = async () =>
  (await (await openTenant(company.companyId)).select().from(counters)).map(({ name }) => name);

describe("a database that is lost", () => {
  it("is restored though nobody has noticed yet that nothing opens it any more", async () => {
    writeFileSync(firstFile(), Buffer.alloc(65_536, 7));
    expect(await restore()).toMatchObject({ generation: 2, beforeId: null });
    expect(await names()).toEqual(["one"]);
    expect(existsSync(firstFile())).toBe(true);
  });

  it.each([
    ["cut off in the middle", () => truncateSync(firstFile(), statSync(firstFile()).size / 2)],
    ["a folder", () => [rmSync(firstFile()), mkdirSync(firstFile())]],
    ["noise after its first page", () => overwrite(firstFile())],
  ])("is restored when its file is %s, also after a change that could not begin", async (_, spoil) => {
    await emptyLog();
    spoil();
    const refused = await change().catch((error) => engineErrorOf(error)?.code);
    expect(["Damaged", "DatabaseMissing"]).toContain(refused);
    expect(await surveyRegistry()).toEqual([]);
    expect(await restore()).toMatchObject({ generation: 2, beforeId: null });
    expect(await names()).toEqual(["one"]);
    expect(await surveyRegistry()).toEqual([]);
  });

  it("is restored once when several ask at the same time, and what the first published stays", async () => {
    await setState("quarantined");
    const asked = await Promise.allSettled([restore(), restore(), restore()]);
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of asked) {
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "DatabaseUnavailable" });
    }
    expect(await names()).toEqual(["one"]);
  });
});

it.each(["ready", "quarantined"] as const)(
  "a %s generation that nobody wrote to for months stays for 30 days after it was replaced",
  async (state) => {
    await setState(state);
    const longAgo = new Date(Date.now() - 60 * day);
    utimesSync(firstFile(), longAgo, longAgo);
    await restore();
    expect(await removeReplacedGenerations(new Date())).toBe(0);
    expect(existsSync(firstFile())).toBe(true);
    expect(await removeReplacedGenerations(new Date(Date.now() + 31 * day))).toBe(1);
  },
);

it("what a process that died had deciphered is gone as soon as the next one starts", async () => {
  const draft = join(started.dataDir, "backups", "drafts", "export");
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, "database.sqlite"), "SQLite format 3");
  await stopEngine();
  await startTestEngine(started.dataDir);
  expect(existsSync(draft)).toBe(false);
});
