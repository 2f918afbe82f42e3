import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents as masterEvents } from "@/drizzle/master/schema";
import { auditEvents, regions } from "@/drizzle/tenant/schema";
import { openMaster, openTenant, write } from "@/lib/databases";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import type { Command, Step } from "../command";
import { tenantsBackup } from "./tenants-backup";
import { tenantsBackups } from "./tenants-backups";
import { tenantsExport } from "./tenants-export";
import { tenantsRestore } from "./tenants-restore";
import type { RestoreReport } from "./tenants-restore-report";

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeAll(async () => {
  started = await testEngine();
  company = await testCompany("city-hospital");
  await testCompany("county-clinic");
});
afterAll(() => started.dispose());

/** As the process that owns the data folder runs it. */
async function run(command: Command, input: object) {
  const steps: Step[] = [];
  const { signal } = new AbortController();
  const running = command.run(input, { actor: started.actor, now: () => new Date(), signal });
  for (;;) {
    const next = await running.next();
    if (!next.done) {
      steps.push(next.value);
      continue;
    }
    const { data, failed = false } = JSON.parse(JSON.stringify(next.value));
    return { data, failed, steps, shown: command.show(data), confirm: command.confirm(data) };
  }
}
const codes = async () =>
  (await (await openTenant(company.companyId)).select({ code: regions.code }).from(regions)).map(
    ({ code }) => code,
  );
const addRegion = (code: string) =>
  write(company.db, started.actor, (tx) =>
    tx.insert(regions).values({
      ...{ id: code.toLowerCase(), code, name: code, origin: "company" },
      ...{ nameFolded: code, searchFolded: code, nameSort: code },
    }),
  );

describe("backups from the command line", () => {
  it("are made of one company or all, told to both audits, and listed", async () => {
    await addRegion("BAK");
    const one = await run(tenantsBackup, { company: "city-hospital" });
    expect(one).toMatchObject({ failed: false, data: [{ slug: "city-hospital", error: null }] });
    expect(one.steps).toMatchObject([{ done: 1, total: 1 }]);
    const all = await run(tenantsBackup, { all: true });
    expect(all.data.map(({ slug }: { slug: string }) => slug)).toEqual(["city-hospital", "county-clinic"]);
    const listed = await run(tenantsBackups, { company: "city-hospital" });
    expect(listed.data.backups).toHaveLength(2);
    expect(listed.shown).toContain("never");
    const master = await openMaster();
    const told = eq(masterEvents.action, "company.backed-up");
    expect(await master.$count(masterEvents, told)).toBe(3);
    expect(await company.db.$count(auditEvents, eq(auditEvents.action, "company.backed-up"))).toBe(2);
    expect(() => tenantsBackup.parse({})).toThrow("one of the two");
    expect(() => tenantsBackup.parse({ company: "x", all: true })).toThrow("one of the two");
  });

  it("show what a restore would do, ask, and do what was shown or only some of it", async () => {
    await addRegion("GAN");
    await write(company.db, started.actor, (tx) => tx.delete(regions).where(eq(regions.code, "BAK")));
    const compared = await run(tenantsRestore, { company: "city-hospital" });
    const report = compared.data as RestoreReport;
    if (report.mode !== "compared") throw new Error("It was not compared.");
    expect(report.tables).toMatchObject([{ table: "regions", added: 1, removed: 1, changed: 0 }]);
    expect(compared.shown).toContain("regions:bak");
    expect(compared.confirm).toEqual({
      question: "Put the whole database back to the backup?",
      input: { yes: true, backup: report.backupId },
    });
    expect(await codes()).toEqual(["GAN"]);
    const only = await run(tenantsRestore, { company: "city-hospital", only: "regions:bak" });
    expect(only.shown).not.toContain("regions:gan");
    expect(only.confirm?.question).toContain("1 record");
    const brought = await run(tenantsRestore, { company: "city-hospital", only: "regions:bak", yes: true });
    expect(brought.data).toMatchObject({ records: [{ record: "regions:bak", change: "inserted" }] });
    expect((await codes()).sort()).toEqual(["BAK", "GAN"]);
    await run(tenantsBackup, { company: "city-hospital" });
    const whole = await run(tenantsRestore, { company: "city-hospital", ...compared.confirm?.input });
    expect(whole.shown).toContain(`is back to the backup ${report.backupId}`);
    expect(await codes()).toEqual(["BAK"]);
    const other = run(tenantsRestore, { company: "county-clinic", backup: report.backupId, yes: true });
    await expect(other).rejects.toMatchObject({ code: "BadBackup" });
    await expect(run(tenantsRestore, { company: "nobody" })).rejects.toMatchObject({ code: "notFound" });
  });

  it("export everything into one file that only its maker may read, once", async () => {
    const output = join(started.dataDir, "out.zip");
    const made = await run(tenantsExport, { company: "city-hospital", output });
    expect(made.data).toMatchObject({ slug: "city-hospital", file: output });
    expect(statSync(output).mode & 0o077).toBe(0);
    expect(existsSync(`${output}.draft`)).toBe(false);
    const again = run(tenantsExport, { company: "city-hospital", output });
    await expect(again).rejects.toMatchObject({ code: "NotSupported" });
  });
});
