import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import { engine } from "../engine";
import { examineTenant } from "../integrity/examine-tenant";
import { knowsNothing } from "../integrity/knowledge";
import { repairTenant } from "../integrity/repair-tenant";
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
});
