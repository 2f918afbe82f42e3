import { createClient } from "@libsql/client";
import { Sqlite3Client } from "@libsql/client/sqlite3";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { testMaster, testTenant } from "@/lib/testing";
import { recordAudit } from "./audit";
import { type EventSearch, findEvents, lookedBackTo, mostLookedAt } from "./audit-events";
import { fileUrl } from "./file-url";
import type { MasterDb, TenantDb } from "./handles";
import { write } from "./write";

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
const many = 30_000;

/** As many events as a busy year, one a minute; straight into the file, since no chain is looked at here. */
async function fill(path: string, kind: "master" | "tenant"): Promise<void> {
  const client = createClient({ url: fileUrl(path, "rw") });
  const company = kind === "master" ? ", company_id" : "";
  const companyValue = kind === "master" ? ", CASE WHEN n % 1000 = 0 THEN 'c1' ELSE 'c2' END" : "";
  await client.execute(`WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${many})
    INSERT INTO audit_events (seq, id, at, actor_id, actor_name, impersonator_id, action, subject_type, subject_id,
      subject_label, previous_hash, hash${company})
    SELECT n, 'e' || n, ${start} + n * 60000, CASE WHEN n % 500 = 0 THEN 'u1' ELSE 'u2' END, 'Aysel',
      CASE WHEN n = 7 THEN 'admin' END,
      CASE n % 3 WHEN 0 THEN 'doctor.added' WHEN 1 THEN 'doctor.edited' ELSE 'session.started' END,
      'doctor', 'd' || n, CASE WHEN n IN (9, 25000) THEN 'Sumqayıt İSMAYIL' ELSE 'Bakı' END,
      printf('%064d', n), printf('%064d', n)${companyValue} FROM n`);
  client.close();
}

// Before anything is opened: an open file's client keeps the methods it found then.
const execute = vi.spyOn(Sqlite3Client.prototype, "execute");

let master: Awaited<ReturnType<typeof testMaster>>;
let tenant: Awaited<ReturnType<typeof testTenant>>;
beforeAll(async () => {
  [master, tenant] = [await testMaster(), await testTenant()];
  await Promise.all([fill(master.path, "master"), fill(tenant.path, "tenant")]);
});
afterAll(() => {
  execute.mockRestore();
  master.dispose();
  tenant.dispose();
});

const seqs = async (
  db: MasterDb | TenantDb,
  search: EventSearch,
  cursor: { before?: number; after?: number; size?: number } = {},
) => (await findEvents(db, search, { size: 3, ...cursor })).map(({ seq }) => seq);

describe.each(["master", "tenant"] as const)("events of the %s", (kind) => {
  const db = () => (kind === "master" ? master.db : tenant.db);

  it("come newest first, and page by page in both directions", async () => {
    expect(await seqs(db(), {})).toEqual([30_000, 29_999, 29_998]);
    expect(await seqs(db(), {}, { before: 4 })).toEqual([3, 2, 1]);
    expect(await seqs(db(), {}, { after: 29_000 })).toEqual([29_003, 29_002, 29_001]);
  });

  it("are found by who did it", async () => {
    expect(await seqs(db(), { actorId: "u1" }, { before: 29_900 })).toEqual([29_500, 29_000, 28_500]);
  });

  it("are found by one action or several, in order", async () => {
    expect(await seqs(db(), { actions: ["doctor.added"] })).toEqual([30_000, 29_997, 29_994]);
    const several = { actions: ["doctor.added", "session.started"] };
    expect(await seqs(db(), several)).toEqual([30_000, 29_999, 29_997]);
    expect(await seqs(db(), several, { after: 1 })).toEqual([5, 3, 2]);
  });

  it("are found by the first part of the action, and by nothing that only begins like it", async () => {
    expect(await seqs(db(), { groups: ["session"] })).toEqual([29_999, 29_996, 29_993]);
    expect(await seqs(db(), { groups: ["doc"] })).toEqual([]);
  });

  it("are found by day, the last one included", async () => {
    const found = await seqs(db(), { from: start + day, to: start + 2 * day });
    expect(found).toEqual([2_879, 2_878, 2_877]);
    expect(await seqs(db(), { from: start + day, to: start + 2 * day }, { after: 1 })).toEqual([
      1_442, 1_441, 1_440,
    ]);
    expect(await seqs(db(), { from: start + 400 * day })).toEqual([]);
    expect(await seqs(db(), { to: start - day })).toEqual([]);
  });

  it("are found by what the record was called, however it is typed, or by its id", async () => {
    const named = { words: ["ismayil", "sumq"], ids: [] };
    expect(await seqs(db(), { named })).toEqual([25_000]);
    expect(await seqs(db(), { named: { words: ["nothing"], ids: ["d29123"] } })).toEqual([29_123]);
    expect(await seqs(db(), { named: { words: [], ids: [] } })).toEqual([]);
  });

  it("are found by name together with anything else, and in both directions", async () => {
    const named = { words: ["baki"], ids: [] };
    expect(await seqs(db(), { named, actions: ["doctor.added"] })).toEqual([30_000, 29_997, 29_994]);
    expect(await seqs(db(), { named, groups: ["session"] }, { after: 24_997 })).toEqual([
      25_004, 25_001, 24_998,
    ]);
    expect(await seqs(db(), { named, to: start + day })).toEqual([1_439, 1_438, 1_437]);
  });

  it("are looked for among so many, and it says how far back that was", async () => {
    const named = { words: ["ismayil"], ids: [] };
    const last = await lookedBackTo(db(), { named }, {});
    expect(last).toEqual({ seq: many - mostLookedAt + 1, at: start + (many - mostLookedAt + 1) * 60_000 });
    expect(await seqs(db(), { named }, { before: last?.seq ?? 0 })).toEqual([9]);
    expect(await lookedBackTo(db(), { named }, { before: last?.seq ?? 0 })).toBeNull();
    expect(await lookedBackTo(db(), {}, {})).toBeNull();
  });

  it("are found when a platform administrator did them for somebody", async () => {
    expect(await seqs(db(), { impersonated: true }, { before: 5_000 })).toEqual([7]);
  });
});

describe("the platform's events", () => {
  it("are found by company, with anything else beside it", async () => {
    expect(await seqs(master.db, { companyId: "c1" })).toEqual([30_000, 29_000, 28_000]);
    const both = { companyId: "c1", actions: ["doctor.edited", "doctor.added"] };
    expect(await seqs(master.db, both)).toEqual([30_000, 28_000, 27_000]);
  });

  it("tell which company they concern, and a company's do not", async () => {
    const [event] = await findEvents(master.db, { companyId: "c1" }, { size: 1 });
    expect(event).toMatchObject({ seq: 30_000, companyId: "c1" });
    const [own] = await findEvents(tenant.db, {}, { size: 1 });
    expect(own?.companyId).toBeNull();
  });

  it.each([
    ["nothing", {}, "SCAN audit_events"],
    ["a company", { companyId: "c1" }, "USING INDEX audit_events_company (company_id=?)"],
    ["a person", { actorId: "u1" }, "USING INDEX audit_events_actor (actor_id=?)"],
    ["an action", { actions: ["doctor.added"] }, "USING INDEX audit_events_action (action=?)"],
    ["actions", { actions: ["doctor.added", "a.b"] }, "USING INDEX audit_events_action (action=?)"],
    ["a company and a name", { companyId: "c1", named: { words: ["x"], ids: [] } }, "audit_events_company"],
    [
      "a company and days",
      { companyId: "c1", from: start + day },
      "audit_events_company (company_id=? AND seq>?",
    ],
    ["days", { from: start + day }, "USING INTEGER PRIMARY KEY (rowid>?)"],
    ["who acted for another", { impersonated: true }, "SCAN audit_events"],
  ] satisfies [string, EventSearch, string][])(
    "asked for by %s are walked along an index and never sorted",
    async (_, search, index) => {
      const plan = await planOf(search);
      expect(plan).toContain(index);
      expect(plan).not.toContain("TEMP B-TREE");
    },
  );

  async function planOf(search: EventSearch): Promise<string> {
    execute.mockClear();
    await findEvents(master.db, search, { size: 50 });
    const statement = execute.mock.calls.at(-1)?.[0];
    if (typeof statement !== "object") throw new Error("Nothing was asked.");
    const client = createClient({ url: fileUrl(master.path, "rw") });
    const { rows } = await client.execute({ ...statement, sql: `EXPLAIN QUERY PLAN ${statement.sql}` });
    client.close();
    return rows.map((row) => row.detail).join("\n");
  }
});

it("a word that nearly every letter of every name begins takes no longer: nobody else waits for it", async () => {
  const { db, path, dispose } = await testTenant();
  await fill(path, "tenant");
  const client = createClient({ url: fileUrl(path, "rw") });
  await client.execute({ sql: "DROP TRIGGER IF EXISTS audit_events_no_update", args: [] });
  await client.execute({ sql: "UPDATE audit_events SET subject_label = ?", args: ["\u1eb7".repeat(120)] });
  client.close();
  // As a pattern of the database this took minutes.
  expect(await seqs(db, { named: { words: [`${"a".repeat(97)}b`], ids: [] } })).toEqual([]);
  expect(await seqs(db, { named: { words: ["a".repeat(97)], ids: [] } })).toEqual([30_000, 29_999, 29_998]);
  dispose();
});

it("a log that was just begun is empty, and then is not", async () => {
  const { db, actor, dispose } = await testTenant();
  expect(await seqs(db, {})).toEqual([]);
  await write(db, actor, (tx) => recordAudit(tx, { action: "a.b", subject: { type: "a", id: "1" } }));
  expect(await seqs(db, {})).toEqual([1]);
  dispose();
});
