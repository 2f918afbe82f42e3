import { beforeEach, expect, it } from "vitest";
import { testActor } from "@/lib/testing/actor";
import { backupTenant } from "../backups/backup-tenant";
import { findTenantBackup } from "../backups/find-tenant-backup";
import { restoreTenant } from "../backups/restore-tenant";
import { engine } from "../engine";
import { nextGeneration } from "../generations/next-generation";
import { anyTenantRef } from "../registry";
import { openTenant } from "../tenant";
import { add, movingCompany, namesIn, now } from "./moving-company.fixture";
import { serverOf, serverRow } from "./server-row";
import { withDirect } from "./source";

const { company: theCompany, move, registered } = movingCompany();
let company: ReturnType<typeof theCompany>;
beforeEach(async () => {
  company = theCompany();
  await onIt("CREATE TABLE large (id TEXT PRIMARY KEY, v)");
});

const tooLarge = "INSERT INTO large VALUES ('r-2', zeroblob(3000000))";
const named = {
  code: "NotSupported",
  detail: { table: "large", row: "r-2" },
  message: expect.stringContaining("Nothing was changed"),
};

/** Past all doors of the engine. */
async function onIt(...statements: string[]): Promise<void> {
  await withDirect(anyTenantRef(await registered()), async ({ writer }) => {
    for (const statement of statements) await writer.execute(statement);
  });
}

/** It is where and as it was, people write on, and nothing is left on the server. */
async function expectUnchanged(serverId: string, generation: number) {
  const row = await registered();
  expect(row).toMatchObject({ state: "ready", serverId, generation });
  await add(company.db, "after");
  expect(await namesIn(await openTenant(company.companyId))).toEqual(["after", "before"]);
  const one = serverOf(await serverRow(engine().master, "one"));
  for (const later of [generation + 1, generation + 2, generation + 3])
    expect(await one.exists({ databaseId: company.databaseId, generation: later })).toBe(false);
}

it("a row too large for the server keeps its database from being moved there, and is named", async () => {
  await add(company.db, "before");
  await onIt(tooLarge);
  await expect(move("one")).rejects.toMatchObject(named);
  await expectUnchanged((await registered()).serverId, 1);
});

it("a row too large for the server keeps a backup from being restored there, and is named", async () => {
  await onIt(tooLarge);
  await backupTenant(company.companyId, { actor: testActor, reason: "asked", now: now() });
  await onIt("DELETE FROM large");
  await move("one");
  await add(company.db, "before");
  const backup = await findTenantBackup(company.companyId, "latest");
  await expect(restoreTenant(backup, { actor: testActor, now: now() })).rejects.toMatchObject(named);
  await expectUnchanged("one", 2);
});

it("a row too large for the server keeps a copy from taking the place of its database, and is named", async () => {
  await move("one");
  await add(company.db, "before");
  await onIt(tooLarge);
  const copied = nextGeneration(company.companyId, {
    actor: testActor,
    state: "migrating",
    reason: "test",
    transform: async () => {},
  });
  await expect(copied).rejects.toMatchObject(named);
  await expectUnchanged("one", 2);
});
