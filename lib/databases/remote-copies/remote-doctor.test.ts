import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import { engine } from "../engine";
import { nextGeneration } from "../generations/next-generation";
import { examineTenant } from "../integrity/examine-tenant";
import { knowsNothing } from "../integrity/knowledge";
import { repairTenant } from "../integrity/repair-tenant";
import { planRebuild } from "../rebuild/plan-rebuild";
import { findTenantRow, toTenantRef } from "../registry";
import { openTenant } from "../tenant";
import { write } from "../write";

let remote: Awaited<ReturnType<typeof testRemoteEngine>>;
beforeAll(async () => {
  remote = await testRemoteEngine();
}, 30_000);
afterAll(() => remote.dispose());

/** Past all doors of the engine. */
async function damage(companyId: string, ...statements: string[]): Promise<void> {
  const ref = toTenantRef(await findTenantRow(engine().master, companyId));
  const connection = await engine().server(ref.server).open(ref, null);
  for (const statement of statements) await connection.writer.execute(statement);
  connection.close();
}

describe("a database on a libSQL server", () => {
  it("is looked through from its pages to its audit, and found to be in order", async () => {
    const { companyId } = await testCompany("sound");
    expect(await examineTenant(companyId, knowsNothing)).toEqual([]);
  });

  it("is repaired as the next generation, with every row, and what was stays", async () => {
    const { companyId, databaseId } = await testCompany("damaged");
    await write(await openTenant(companyId), remote.actor, (tx) =>
      tx.insert(counters).values({ name: "kept", value: 5 }),
    );
    await damage(companyId, "DROP INDEX doctors_by_name", "DROP TRIGGER counters_touch");
    const found = (await examineTenant(companyId, knowsNothing)).map(({ message }) => message).join(" ");
    expect(found).toMatch(/doctors_by_name.*counters_touch|counters_touch.*doctors_by_name/);
    const options = { actor: remote.actor, knowledge: knowsNothing, now: new Date() };
    expect(await repairTenant(companyId, options)).toMatchObject({ generation: 2, left: [] });
    const rows = await (await openTenant(companyId)).select().from(counters);
    expect(rows).toContainEqual(expect.objectContaining({ name: "kept", value: 5 }));
    const { server } = toTenantRef(await findTenantRow(engine().master, companyId));
    expect(await engine().server(server).exists({ databaseId, generation: 1 })).toBe(true);
  });

  it("that its server lost is named as missing", async () => {
    const { companyId } = await testCompany("gone");
    const ref = toTenantRef(await findTenantRow(engine().master, companyId));
    await engine().cache.close();
    await engine().server(ref.server).drop(ref);
    expect(await examineTenant(companyId, knowsNothing)).toMatchObject([{ code: "database.missing" }]);
  });

  it("that is ahead of a master that was restored is named, and no repair takes the place of what is newer", async () => {
    const { companyId, databaseId } = await testCompany("ahead");
    await nextGeneration(companyId, {
      actor: remote.actor,
      state: "migrating",
      reason: "test",
      transform: async () => {},
    });
    await write(await openTenant(companyId), remote.actor, (tx) =>
      tx.insert(counters).values({ name: "newer", value: 1 }),
    );
    const registered = (generation: number) =>
      write(engine().master, remote.actor, (tx) =>
        tx
          .update(tenantDatabases)
          .set({ generation, epoch: generation })
          .where(eq(tenantDatabases.id, databaseId)),
      );
    await registered(1);
    expect(await examineTenant(companyId, knowsNothing)).toContainEqual(
      expect.objectContaining({ code: "database.later-generation", remedy: "stops" }),
    );
    const options = { actor: remote.actor, knowledge: knowsNothing, now: new Date() };
    await repairTenant(companyId, options).catch(() => {});
    await registered(2);
    const rows = await (await openTenant(companyId)).select().from(counters);
    expect(rows.map(({ name }) => name)).toContain("newer");
    expect(await examineTenant(companyId, knowsNothing)).toEqual([]);
  });

  it("cannot be brought back into the registry from here, which is said with what to do", async () => {
    await expect(planRebuild()).rejects.toMatchObject({
      code: "NotSupported",
      message: expect.stringMatching(/restore the master where it is backed up.*tenants doctor/),
    });
  });
});
