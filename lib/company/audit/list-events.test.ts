import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Actor, recordAudit, write } from "@/lib/databases";
import { parseAuditFilter } from "@/lib/domain/audit-filter";
import { testTenant } from "@/lib/testing";
import { exportCompanyEvents, listCompanyEvents } from "./list-events";
import { recordAuditExport } from "./record-export";

let tenant: Awaited<ReturnType<typeof testTenant>>;
let asAdmin: Actor;
beforeEach(async () => {
  tenant = await testTenant();
  asAdmin = { ...tenant.actor, impersonator: { id: "admin", name: "Nigar" } };
});
afterEach(() => tenant.dispose());

const record = (action: string, by: Actor = tenant.actor, changes = {}, id = "1") =>
  write(tenant.db, by, (tx) =>
    recordAudit(tx, {
      action,
      subject: { type: action.split(".")[0] ?? "", id, label: "Aysel" },
      changes,
    }),
  );

async function stay(id: string, ...actions: string[]) {
  const reason = { reason: [null, "Looks at a complaint"], mode: [null, "full"] };
  await record("impersonation.started", asAdmin, reason, id);
  for (const action of actions) await record(action, asAdmin);
  await record("impersonation.ended", asAdmin, { pagesOpened: [null, ["/doctors"]] }, id);
}

const list = (query = {}) => listCompanyEvents(tenant.db, parseAuditFilter(query), "Asia/Baku");
const told = async (query = {}) =>
  (await list(query)).groups.map(({ span, events }) => [span?.id ?? null, ...events.map((e) => e.action)]);

describe("the company's audit", () => {
  it("puts what a platform administrator did together, from the end of the stay to its beginning", async () => {
    await record("doctor.added");
    await stay("s1", "doctor.edited", "doctor.archived");
    expect(await told()).toEqual([
      ["s1", "impersonation.ended", "doctor.archived", "doctor.edited", "impersonation.started"],
      [null, "doctor.added"],
    ]);
    const [{ span } = { span: null }] = (await list()).groups;
    expect(span).toMatchObject({ admin: "Nigar", reason: "Looks at a complaint", mode: "full" });
  });

  it("keeps what colleagues did meanwhile apart from it", async () => {
    await record("impersonation.started", asAdmin, { reason: [null, "r"], mode: [null, "read"] }, "s1");
    await record("doctor.added");
    await record("doctor.edited", asAdmin);
    expect(await told()).toEqual([
      ["s1", "doctor.edited", "impersonation.started"],
      [null, "doctor.added"],
    ]);
  });

  it("tells two stays of the same administrator apart", async () => {
    await stay("s1", "doctor.edited");
    await stay("s2", "doctor.archived");
    expect((await told()).map(([id]) => id)).toEqual(["s2", "s1"]);
  });

  it("knows the reason of a stay that begins on another page", async () => {
    await stay("s1", "doctor.edited", "doctor.archived");
    const { groups } = await list({ group: "doctor" });
    expect(groups).toMatchObject([{ span: { id: "s1", reason: "Looks at a complaint" } }]);
  });

  it("shows only what platform administrators did, when that is asked", async () => {
    await record("doctor.added");
    await stay("s1", "doctor.edited");
    expect(await told({ impersonated: "1" })).toHaveLength(1);
  });

  it("shows one person's events", async () => {
    await record("doctor.added");
    await record("doctor.edited", { ...tenant.actor, id: "someone-else" });
    expect(await told({ actor: "someone-else" })).toEqual([[null, "doctor.edited"]]);
  });

  it("leads back to newer events and on to older ones", async () => {
    for (let index = 0; index < 60; index++) await record("doctor.edited");
    const first = await list({ size: "25" });
    expect([first.newer, first.older]).toEqual([null, 36]);
    const second = await list({ size: "25", before: "36" });
    expect([second.newer, second.older]).toEqual([35, 11]);
    expect((await list({ size: "25", after: "35" })).events[0]?.seq).toBe(60);
    const last = await list({ size: "25", before: "11" });
    expect([last.events.length, last.older, last.lookedTo]).toEqual([10, null, null]);
  });

  it("is exported whole, without the event that tells of the export", async () => {
    for (let index = 0; index < 3; index++) await record("doctor.edited");
    const filter = parseAuditFilter({ group: "doctor", before: "2" });
    const batches = await exportCompanyEvents(tenant.db, filter, "Asia/Baku");
    await write(tenant.db, tenant.actor, (tx) => recordAuditExport(tx, filter));
    const found: number[] = [];
    for await (const batch of batches) found.push(...batch.map(({ seq }) => seq));
    expect(found).toEqual([3, 2, 1]);
    const [last] = (await list()).events;
    expect(last).toMatchObject({
      action: "audit.exported",
      changes: '{"filter":[null,{"group":["doctor"]}]}',
    });
  });
});
