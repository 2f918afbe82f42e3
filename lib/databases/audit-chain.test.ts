import { createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testMaster, testTenant } from "@/lib/testing";
import { recordAudit } from "./audit";
import { verifyChain } from "./audit-chain";
import { fileUrl } from "./file-url";
import { write } from "./write";

let tenant: Awaited<ReturnType<typeof testTenant>>;
beforeEach(async () => {
  tenant = await testTenant();
  await write(tenant.db, tenant.actor, async (tx) => {
    for (let index = 1; index <= 6; index++)
      await recordAudit(tx, {
        action: "doctor.edited",
        subject: { type: "doctor", id: `d${index}`, label: `Aysel ${index}` },
        changes: { phone: [null, String(index)] },
      });
  });
});
afterEach(() => tenant.dispose());

/** As somebody would who has the file and knows SQL. */
async function tamper(...statements: string[]): Promise<void> {
  const client = createClient({ url: fileUrl(tenant.path, "rw") });
  await client.batch([
    "DROP TRIGGER audit_events_no_update",
    "DROP TRIGGER audit_events_no_delete",
    ...statements,
  ]);
  client.close();
}

const brokenAt = async (known: Parameters<typeof verifyChain>[1] = null) =>
  (await verifyChain(tenant.db, known)).brokenAt;

async function headOf(db: Parameters<typeof verifyChain>[0]) {
  const { head } = await verifyChain(db, null);
  if (!head) throw new Error("The chain is empty.");
  return head;
}

describe("a chain", () => {
  it("that nobody touched is sound, to its last event", async () => {
    const report = await verifyChain(tenant.db, null);
    expect(report).toMatchObject({ events: 6, head: { seq: 6 }, brokenAt: null });
    expect(await brokenAt(report.head)).toBeNull();
  });

  it("without events is sound", async () => {
    const { db, dispose } = await testMaster();
    expect(await verifyChain(db, null)).toEqual({ events: 0, head: null, brokenAt: null });
    dispose();
  });

  it("of the platform covers which company an event concerns", async () => {
    const { db, actor, path, dispose } = await testMaster();
    const subject = { type: "company", id: "c1" };
    await write(db, actor, (tx) => recordAudit(tx, { action: "a.b", subject }));
    await write(db, actor, (tx) => recordAudit(tx, { action: "a.b", subject, companyId: "c1" }));
    expect(await verifyChain(db, null)).toMatchObject({ events: 2, brokenAt: null });
    const client = createClient({ url: fileUrl(path, "rw") });
    await client.batch([
      "DROP TRIGGER audit_events_no_update",
      "UPDATE audit_events SET company_id = 'c2' WHERE seq = 2",
    ]);
    client.close();
    expect((await verifyChain(db, null)).brokenAt).toEqual({ seq: 2, why: "altered" });
    dispose();
  });

  it("grows past what is read at once", async () => {
    await write(tenant.db, tenant.actor, async (tx) => {
      for (let index = 0; index < 1_100; index++)
        await recordAudit(tx, { action: "a.b", subject: { type: "a", id: "1" } });
    });
    expect(await verifyChain(tenant.db, null)).toMatchObject({ events: 1_106, brokenAt: null });
    await tamper("UPDATE audit_events SET action = 'a.c' WHERE seq = 1001");
    expect(await brokenAt()).toEqual({ seq: 1_001, why: "altered" });
  });
});

describe("tampering is found where it happened:", () => {
  it.each([
    ["actor_name", "'Somebody else'"],
    ["changes", `'{"phone":[null,"9"]}'`],
    ["at", "at - 86400000"],
    ["impersonator_id", "'nobody'"],
    ["address", "NULL"],
    ["subject_label", "''"],
  ])("another %s", async (column, value) => {
    await tamper(`UPDATE audit_events SET ${column} = ${value} WHERE seq = 3`);
    expect(await brokenAt()).toEqual({ seq: 3, why: "altered" });
  });

  it("another value with a hash that fits it", async () => {
    await tamper("UPDATE audit_events SET hash = printf('%064d', 7) WHERE seq = 3");
    expect(await brokenAt()).toEqual({ seq: 3, why: "altered" });
    const rewritten = { seq: 3, hash: "f".repeat(64) };
    await tenant.dispose();
    tenant = await testTenant();
    await write(tenant.db, tenant.actor, async (tx) => {
      for (let index = 0; index < 4; index++)
        await recordAudit(tx, { action: "a.b", subject: { type: "a", id: "1" } });
    });
    expect(await brokenAt(rewritten)).toEqual({ seq: 3, why: "rewritten" });
  });

  it("a row deleted in the middle", async () => {
    await tamper("DELETE FROM audit_events WHERE seq = 4");
    expect(await brokenAt()).toEqual({ seq: 4, why: "missing" });
  });

  it("a row deleted in the middle, and the rest counted anew", async () => {
    await tamper(
      "DELETE FROM audit_events WHERE seq = 4",
      "UPDATE audit_events SET seq = 4 WHERE seq = 5",
      "UPDATE audit_events SET seq = 5 WHERE seq = 6",
    );
    expect(await brokenAt()).toEqual({ seq: 4, why: "unlinked" });
  });

  it("the first row deleted", async () => {
    await tamper("DELETE FROM audit_events WHERE seq = 1");
    expect(await brokenAt()).toEqual({ seq: 1, why: "missing" });
  });

  it("two rows swapped", async () => {
    await tamper(
      "UPDATE audit_events SET seq = 99 WHERE seq = 3",
      "UPDATE audit_events SET seq = 3 WHERE seq = 4",
      "UPDATE audit_events SET seq = 4 WHERE seq = 99",
    );
    expect(await brokenAt()).toEqual({ seq: 3, why: "unlinked" });
  });

  it("the end cut off, by who remembers that there was more", async () => {
    const known = await headOf(tenant.db);
    await tamper("DELETE FROM audit_events WHERE seq > 4");
    expect(await brokenAt()).toBeNull();
    expect(await brokenAt(known)).toEqual({ seq: 5, why: "shortened" });
  });

  it("the end cut off and written again", async () => {
    const known = await headOf(tenant.db);
    await tamper("DELETE FROM audit_events WHERE seq > 5");
    await write(tenant.db, tenant.actor, (tx) =>
      recordAudit(tx, { action: "doctor.edited", subject: { type: "doctor", id: "d6" } }),
    );
    expect(await brokenAt()).toBeNull();
    expect(await brokenAt(known)).toEqual({ seq: 6, why: "rewritten" });
  });

  it("everything deleted", async () => {
    const known = await headOf(tenant.db);
    await tamper("DELETE FROM audit_events");
    expect(await brokenAt(known)).toEqual({ seq: 1, why: "shortened" });
  });
});
