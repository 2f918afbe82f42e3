import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/drizzle/master/schema";
import { auditVerify } from "@/lib/cli/commands/audit-verify";
import { type MasterDb, openMaster, recordAudit, type TenantDb, write } from "@/lib/databases";
import { handleState } from "@/lib/databases/handle-state";
import { lastVerification } from "@/lib/master/audit/verification-runs";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { allChains, verifyAllAudits } from "./verify-audit";

let engine: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let hospital: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  engine = await testEngine();
  master = await openMaster();
  hospital = await testCompany("hospital");
  await write(hospital.db, engine.actor, async (tx) => {
    for (let index = 1; index <= 5; index++)
      await recordAudit(tx, { action: "a.b", subject: { type: "a", id: String(index) } });
  });
});
afterEach(() => engine.dispose());

/** As somebody would who has the key and knows SQL. */
const tamper = (db: MasterDb | TenantDb, ...statements: string[]) =>
  handleState(db).open.use(({ writer }) =>
    writer.batch([
      "DROP TRIGGER audit_events_no_update",
      "DROP TRIGGER audit_events_no_delete",
      ...statements,
    ]),
  );

const verify = () => verifyAllAudits(master, engine.actor);

async function recorded(action: string) {
  const events = await master
    .select({ companyId: auditEvents.companyId, changes: auditEvents.changes })
    .from(auditEvents)
    .where(eq(auditEvents.action, action))
    .orderBy(asc(auditEvents.seq));
  return events.map(({ companyId, changes }) => ({ companyId, changes: JSON.parse(changes) }));
}

describe("verifying the audit", () => {
  it("goes through the platform's chain and every company's, and keeps that somebody did", async () => {
    await testCompany("clinic");
    const run = await verify();
    expect(run).toMatchObject({ chains: 3, broken: [], unread: [] });
    expect(await lastVerification(master)).toMatchObject({ ...run, by: engine.actor.name });
  });

  it("remembers where a sound chain ended, once for each end", async () => {
    await verify();
    await verify();
    const ofHospital = () =>
      recorded("audit.chain-sound").then((events) =>
        events.filter((event) => event.companyId === hospital.companyId),
      );
    expect(await ofHospital()).toMatchObject([{ changes: { seq: [null, 5] } }]);
    await write(hospital.db, engine.actor, (tx) =>
      recordAudit(tx, { action: "a.b", subject: { type: "a", id: "6" } }),
    );
    await verify();
    expect(await ofHospital()).toMatchObject([{}, { changes: { seq: [5, 6] } }]);
  });

  it("names the company whose chain was altered, and goes on with the others", async () => {
    await testCompany("zz-clinic");
    await tamper(hospital.db, "UPDATE audit_events SET actor_name = 'Nobody' WHERE seq = 2");
    expect(await verify()).toMatchObject({
      chains: 3,
      broken: [{ name: "hospital", seq: 2, why: "altered" }],
    });
    expect(await recorded("audit.chain-broken")).toMatchObject([
      { companyId: hospital.companyId, changes: { seq: [null, 2], why: [null, "altered"] } },
    ]);
  });

  it("finds that the end of a chain is gone, and is not made to forget it by being asked twice", async () => {
    await verify();
    await tamper(hospital.db, "DELETE FROM audit_events WHERE seq > 3");
    const broken = [{ name: "hospital", seq: 4, why: "shortened" }];
    expect(await verify()).toMatchObject({ broken });
    expect(await verify()).toMatchObject({ broken });
  });

  it("finds what was altered in the platform's own chain", async () => {
    await verify();
    await tamper(master, "UPDATE audit_events SET changes = '{}' WHERE seq = 1");
    expect(await verify()).toMatchObject({ broken: [{ name: "MedAdmin", seq: 1, why: "altered" }] });
  });

  it("says which database could not be read", async () => {
    await write(master, engine.actor, (tx) =>
      tx.run("UPDATE tenant_databases SET state = 'quarantined', state_reason = 'test'"),
    );
    expect(await verify()).toMatchObject({ chains: 2, broken: [], unread: [{ name: "hospital" }] });
  });

  it("leaves out companies that have no database yet", async () => {
    await write(master, engine.actor, (tx) => tx.run("UPDATE companies SET state = 'provisioning'"));
    expect(await allChains(master)).toHaveLength(1);
  });
});

describe("medadmin audit verify", () => {
  async function run(input: object) {
    const context = { actor: engine.actor, now: () => new Date(), signal: new AbortController().signal };
    const running = auditVerify.run(input, context);
    const steps: string[] = [];
    for (;;) {
      const next = await running.next();
      if (next.done) return { ...next.value, steps, shown: auditVerify.show(next.value.data) };
      steps.push(next.value.text);
    }
  }

  it("tells of each chain, and ends well when all are sound", async () => {
    const { failed, steps, shown } = await run({});
    expect(failed).toBe(false);
    expect(steps[1]).toBe("hospital: sound, 5 events");
    expect(shown).toContain("2 sound, 0 not.");
  });

  it("fails and says where, for the one company that was asked for", async () => {
    await tamper(hospital.db, "DELETE FROM audit_events WHERE seq = 3");
    const { failed, steps, shown } = await run({ company: "hospital" });
    expect(failed).toBe(true);
    expect(steps).toEqual(["hospital: BROKEN, event 3 is missing"]);
    expect(shown).toContain("0 sound, 1 not.");
  });
});
