import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordAudit, write } from "@/lib/databases";
import { parseAuditFilter } from "@/lib/domain/audit-filter";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { exportPlatformEvents, listPlatformEvents, occurringActions } from "./list-events";
import { resolveTargets } from "./resolve-targets";

let master: Awaited<ReturnType<typeof testMaster>>;
let person: Awaited<ReturnType<typeof addTestMember>>;
beforeEach(async () => {
  master = await testMaster();
  person = await addTestMember(master.db, new Date(), { username: "hospital" });
  await record("company.suspended", { companyId: person.companyId });
  await record("session.started", { by: person.userId });
  await record("company.resumed");
});
afterEach(() => master.dispose());

const record = (action: string, { companyId, by = null }: { companyId?: string; by?: string | null } = {}) =>
  write(master.db, { ...master.actor, id: by }, (tx) =>
    recordAudit(tx, { action, subject: { type: "x", id: "1" }, ...(companyId && { companyId }) }),
  );

async function actions(query: Record<string, string | string[]>): Promise<string[]> {
  const filter = parseAuditFilter(query);
  const page = await listPlatformEvents(master.db, filter, await resolveTargets(master.db, filter));
  return page.events.map(({ action }) => action);
}

describe("the platform's audit", () => {
  it.each(["slug", "id"] as const)("is asked for one company by its %s", async (by) => {
    const company = by === "slug" ? "HOSPITAL" : person.companyId;
    expect(await actions({ company })).toContain("company.suspended");
    expect(await actions({ company })).not.toContain("company.resumed");
  });

  it.each(["id", "username", "email"] as const)("is asked for one person by their %s", async (by) => {
    const actor = { id: person.userId, username: "Hospital", email: person.email }[by];
    expect(await actions({ actor })).toEqual(["session.started"]);
  });

  it("has nothing for a company or a person that nobody knows", async () => {
    expect(await actions({ company: "nobody" })).toEqual([]);
    expect(await actions({ actor: "nobody" })).toEqual([]);
  });

  it("is asked for all actions of a kind, and has nothing of a kind that never happened", async () => {
    expect(await actions({ group: "company" })).toEqual(["company.resumed", "company.suspended"]);
    expect(await actions({ group: "backup" })).toEqual([]);
  });

  it("names the companies that its events concern", async () => {
    const filter = parseAuditFilter({ company: "hospital" });
    const page = await listPlatformEvents(master.db, filter, await resolveTargets(master.db, filter));
    expect(page.companies.get(person.companyId)).toEqual({ name: "hospital", slug: "hospital" });
  });

  it("knows which actions there are", async () => {
    const found = await occurringActions(master.db);
    expect(found).toEqual([...new Set(found)].sort());
    expect(found).toEqual(
      expect.arrayContaining(["company.resumed", "company.suspended", "session.started"]),
    );
  });

  it("is exported as it was found, whichever page was open", async () => {
    const filter = parseAuditFilter({ group: "company", before: "1" });
    const found: string[] = [];
    for await (const batch of await exportPlatformEvents(master.db, filter, { company: null, actor: null }))
      found.push(...batch.map(({ action }) => action));
    expect(found).toEqual(["company.resumed", "company.suspended"]);
  });
});
