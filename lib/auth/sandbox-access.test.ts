import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plans, sessions, tenantDatabases } from "@/drizzle/master/schema";
import { type MasterTx, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { findSession } from "@/lib/master/sessions/find-session";
import { startSession } from "@/lib/master/sessions/start-session";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { companyAccess } from "./company-access";

const now = new Date("2026-11-21T09:00:00Z");

let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

async function access(change: (tx: MasterTx) => Promise<unknown>) {
  const { userId, username } = await addTestMember(master.db, now);
  const session = await write(master.db, master.actor, (tx) =>
    startSession(tx, { user: { id: userId, username }, address: null, userAgent: null, replaces: null }, now),
  );
  await write(master.db, master.actor, change);
  return companyAccess((await findSession(master.db, session.id, now)) ?? null, now);
}

describe("what a session in a sandbox may open", () => {
  /** A session that was put in the sandbox, and a sandbox in this state; null for none. */
  async function inSandbox(
    state: "ready" | "provisioning" | "quarantined" | "removed" | null,
    hasSandbox = true,
  ) {
    const databaseId = newId();
    const found = await access(async (tx) => {
      await tx.update(sessions).set({ inSandbox: true });
      await tx.update(plans).set({ hasSandbox });
      const [main] = await tx.select().from(tenantDatabases);
      if (!main || state === null) return;
      const generation = state === "provisioning" ? 0 : 1;
      await tx
        .insert(tenantDatabases)
        .values({ ...main, id: databaseId, purpose: "sandbox", state, generation });
    });
    return { found, databaseId };
  }

  it("is the sandbox, and forms say so", async () => {
    const { found, databaseId } = await inSandbox("ready");
    if (typeof found === "string") throw new Error(found);
    expect(found).toMatchObject({ inSandbox: true, database: { databaseId, purpose: "sandbox" } });
    expect(found.company.formId).toBe(`${found.company.id}.${databaseId}`);
    expect([found.can("doctor.write"), found.can("billing.write")]).toEqual([true, false]);
  });

  it.each([
    [null, "sandboxOver"],
    ["removed", "sandboxOver"],
    ["provisioning", "sandboxMaking"],
    ["quarantined", "unavailable"],
  ] as const)("is never the company's own database instead: %s", async (state, expected) => {
    expect((await inSandbox(state)).found).toBe(expected);
  });

  it("is nothing once the plan has no sandbox any more, and never the company's own database instead", async () => {
    expect((await inSandbox("ready", false)).found).toBe("sandboxNotInPlan");
    expect((await inSandbox(null, false)).found).toBe("sandboxOver");
  });

  it("is the company's own database for everybody else, though there is a sandbox", async () => {
    const found = await access(async (tx) => {
      const [main] = await tx.select().from(tenantDatabases);
      if (main) await tx.insert(tenantDatabases).values({ ...main, id: newId(), purpose: "sandbox" });
    });
    if (typeof found === "string") throw new Error(found);
    expect(found).toMatchObject({ inSandbox: false, database: { purpose: "main" } });
    expect(found.company.formId).toBe(found.company.id);
  });
});
