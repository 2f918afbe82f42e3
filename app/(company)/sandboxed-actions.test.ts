import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Role } from "@/drizzle/master/schema";
import { jobs, memberships, plans, sessions, subscriptions } from "@/drizzle/master/schema";
import { doctors } from "@/drizzle/tenant/schema";
import { type MasterDb, openMaster, openSandbox, openTenant, write } from "@/lib/databases";
import { discardCompanySandbox } from "@/lib/journeys/sandbox/discard-company-sandbox";
import { makeSandboxOf } from "@/lib/journeys/sandbox/sandbox.fixture";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { seedPlans } from "@/lib/master/plans/seed";
import { findSession } from "@/lib/master/sessions/find-session";
import { testEngine } from "@/lib/testing/engine";
import { everythingIn } from "@/lib/testing/everything-in";
import {
  addTestMasterAdmin,
  newTestSession,
  putInCompany,
  registerTestCompany,
} from "@/lib/testing/impersonation";
import { sourceFiles } from "@/lib/testing/source-files";
import { type Action, addPlace, answerOf, type Fields, ownSchedule } from "./actions.fixture";
import * as doctorActions from "./doctors/actions";
import * as close from "./settings/close/actions";
import * as data from "./settings/data/actions";
import * as members from "./settings/members/actions";
import * as plan from "./settings/plan/actions";
import * as sandbox from "./settings/sandbox/actions";

const asks = vi.hoisted(() => ({ session: "" }));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "next-action": "by script" }) }));
vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("next/server", () => ({ after: () => {} }));
vi.mock("@/lib/auth/request-context", () => ({
  requestContext: async () => ({
    requestId: null,
    address: null,
    userAgent: null,
    secure: false,
    path: null,
  }),
}));
vi.mock("@/lib/auth/current-session", () => ({
  currentSession: async () => (await findSession(await openMaster(), asks.session, new Date())) ?? null,
}));
vi.mock("@/lib/actions/error-state", () => ({
  errorState: ({ code }: { code: string }) => ({ status: "error", code }),
}));

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let company: Awaited<ReturnType<typeof registerTestCompany>>;
let colleague: Awaited<ReturnType<typeof registerTestCompany>>;
let doctor: Fields;

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  company = await registerTestCompany(master, "nigar");
  colleague = await registerTestCompany(master, "leyla");
  await write(master, started.actor, (tx) => tx.update(plans).set({ hasSandbox: true }));
  const place = await write(company.db, started.actor, addPlace);
  doctor = { firstName: "Aysel", lastName: "Əliyeva", ...place, isActive: "on" };
});
afterAll(() => started.dispose());
beforeEach(async () => {
  asks.session = company.sessionId;
  await setInSandbox(company.sessionId, false);
  if (!(await readSandbox(master, company.companyId))) await makeSandboxOf(company.companyId, started.actor);
});

const setInSandbox = (id: string, inSandbox: boolean) =>
  write(master, started.actor, (tx) => tx.update(sessions).set({ inSandbox }).where(eq(sessions.id, id)));
const callOff = () =>
  write(master, started.actor, (tx) =>
    tx.update(jobs).set({ state: "cancelled", finishedAt: Date.now() }).where(eq(jobs.state, "waiting")),
  );
const formOfMain = () => company.companyId;
const formOfSandbox = async () =>
  `${company.companyId}.${(await readSandbox(master, company.companyId))?.databaseId}`;

const send = (action: Action, companyId: string, fields: Fields = {}) =>
  answerOf(action, { companyId, ...fields });
const main = async () => [await everythingIn(master), await everythingIn(company.db)];

describe("in the sandbox", () => {
  it("a doctor is added there, and nothing changes in the company's own database or in the master", async () => {
    expect(await send(sandbox.enterSandboxAction, formOfMain())).toBe("ok");
    const before = await main();
    expect(await send(doctorActions.addDoctorAction, await formOfSandbox(), doctor)).toBe("ok");
    expect(await main()).toEqual(before);
    expect(await (await openSandbox(company.companyId)).$count(doctors)).toBe(1);
    expect(await (await openTenant(company.companyId)).$count(doctors)).toBe(0);
  });

  it("a form of the company's own database is refused, and the other way round", async () => {
    await setInSandbox(company.sessionId, true);
    const inside = await everythingIn(await openSandbox(company.companyId));
    const before = await main();
    expect(await send(doctorActions.addDoctorAction, formOfMain(), doctor)).toBe("sandboxMismatch");
    expect(await main()).toEqual(before);
    await setInSandbox(company.sessionId, false);
    expect(await send(doctorActions.addDoctorAction, await formOfSandbox(), doctor)).toBe("sandboxMismatch");
    expect(await send(doctorActions.addDoctorAction, `${company.companyId}.other`, doctor)).toBe(
      "sandboxMismatch",
    );
    expect(await everythingIn(await openSandbox(company.companyId))).toEqual(inside);
    expect((await main())[1]).toEqual(before[1]);
  });

  const outside: Record<string, () => [Action, Fields]> = {
    changePlanAction: () => [plan.changePlanAction, { planId: "enterprise", cycle: "year" }],
    addMemberAction: () => [members.addMemberAction, { email: "leyla@example.com", role: "staff" }],
    changeRoleAction: () => [
      members.changeRoleAction,
      { userId: colleague.ownerId, role: "manager", version: "1" },
    ],
    removeMemberAction: () => [members.removeMemberAction, { userId: colleague.ownerId }],
    requestExportAction: () => [data.requestExportAction, {}],
    changeScheduleAction: () => [data.changeScheduleAction, ownSchedule],
    resetScheduleAction: () => [data.resetScheduleAction, { version: "1" }],
    closeCompanyAction: () => [
      close.closeCompanyAction,
      { companyName: "Hospital of nigar", password: "qatar gedir dağlara" },
    ],
    makeSandboxAction: () => [sandbox.makeSandboxAction, {}],
    enterSandboxAction: () => [sandbox.enterSandboxAction, {}],
  };

  it("nothing is done that changes the master, sends a letter or is about the company itself", async () => {
    await setInSandbox(company.sessionId, true);
    const before = await main();
    const form = await formOfSandbox();
    for (const [name, of] of Object.entries(outside)) {
      const [action, fields] = of();
      expect([name, await send(action, form, fields)]).toEqual([name, "sandboxRefused"]);
    }
    expect(await main()).toEqual(before);
    const journeys = sourceFiles()
      .filter(({ path, isTest }) => !isTest && path.startsWith("app/(company)/"))
      .flatMap(({ code }) =>
        [...code.matchAll(/export const (\w+) = companyJourney\(/g)].map((found) => found[1]),
      );
    const fromInside = ["resetSandboxAction", "discardSandboxAction"];
    expect(journeys.sort()).toEqual([...Object.keys(outside), ...fromInside].sort());
  });

  it("an owner asks for a new copy, and discards it, from inside as well", async () => {
    await setInSandbox(company.sessionId, true);
    expect(await send(sandbox.resetSandboxAction, await formOfSandbox())).toBe("ok");
    expect(await send(sandbox.discardSandboxAction, await formOfSandbox())).toBe("sandboxBusy");
    await callOff();
    expect(await send(sandbox.discardSandboxAction, await formOfSandbox())).toBe("ok");
    expect(await readSandbox(master, company.companyId)).toBeNull();
    // Who discarded it is back, so the form of the company's own database is the right one.
    expect(await send(sandbox.discardSandboxAction, formOfMain())).toBe("notFound");
  });

  it("whoever else was in it is told that it is gone, and nothing of theirs is written anywhere", async () => {
    await setInSandbox(company.sessionId, true);
    const form = await formOfSandbox();
    await discardCompanySandbox(master, company.companyId, started.actor, new Date());
    const before = await main();
    expect(await send(doctorActions.addDoctorAction, form, doctor)).toBe("sandboxOver");
    expect(await send(doctorActions.addDoctorAction, formOfMain(), doctor)).toBe("sandboxOver");
    expect(await main()).toEqual(before);
    await makeSandboxOf(company.companyId, started.actor);
    expect(await send(doctorActions.addDoctorAction, form, doctor)).toBe("sandboxMismatch");
  });
});

describe("a sandbox", () => {
  const as = (role: Role) =>
    write(master, started.actor, (tx) =>
      tx.update(memberships).set({ role }).where(eq(memberships.companyId, company.companyId)),
    );

  it.each(["admin", "manager", "staff", "viewer"] as const)(
    "is entered by %s, and made, reset and discarded by owners only",
    async (role) => {
      await as(role);
      const before = await main();
      for (const action of [
        sandbox.makeSandboxAction,
        sandbox.resetSandboxAction,
        sandbox.discardSandboxAction,
      ])
        expect(await send(action, formOfMain())).toBe("forbidden");
      expect(await main()).toEqual(before);
      expect(await send(sandbox.enterSandboxAction, formOfMain())).toBe("ok");
      const added = await send(doctorActions.addDoctorAction, await formOfSandbox(), doctor);
      expect(added).toBe(role === "viewer" ? "forbidden" : "ok");
      await as("owner");
    },
  );

  it("is of one's own company only, whatever a form says", async () => {
    asks.session = colleague.sessionId;
    await setInSandbox(colleague.sessionId, false);
    expect(await send(sandbox.enterSandboxAction, colleague.companyId)).toBe("notFound");
    expect(await send(doctorActions.addDoctorAction, await formOfSandbox(), doctor)).toBe("companyMismatch");
    await setInSandbox(colleague.sessionId, true);
    expect(await send(doctorActions.addDoctorAction, await formOfSandbox(), doctor)).toBe("sandboxOver");
  });

  it.each(["read", "full"] as const)(
    "is nothing for a platform admin who entered the company (%s)",
    async (mode) => {
      const admin = await addTestMasterAdmin(master, `operator-${mode}`);
      asks.session = await newTestSession(master, { id: admin.id, username: `operator-${mode}` });
      await putInCompany(
        master,
        { adminId: admin.id, sessionId: asks.session, companyId: company.companyId },
        { mode },
      );
      const before = await main();
      for (const action of Object.values(sandbox))
        expect(await send(action, formOfMain())).toBe("impersonationRefused");
      // Should somebody have put the mark there all the same: they are in the company's own database.
      await setInSandbox(asks.session, true);
      expect(await send(doctorActions.addDoctorAction, await formOfSandbox(), doctor)).toBe(
        "sandboxMismatch",
      );
      expect((await main())[1]).toEqual(before[1]);
    },
  );

  it("is neither entered nor reset nor worked in once the plan has none any more, and can be discarded", async () => {
    await write(master, started.actor, (tx) => tx.update(plans).set({ hasSandbox: false }));
    try {
      await setInSandbox(asks.session, true);
      expect(await send(doctorActions.addDoctorAction, await formOfSandbox(), doctor)).toBe(
        "sandboxNotInPlan",
      );
      await setInSandbox(asks.session, false);
      expect(await send(sandbox.enterSandboxAction, formOfMain())).toBe("sandboxNotInPlan");
      expect(await send(sandbox.resetSandboxAction, formOfMain())).toBe("sandboxNotInPlan");
      expect(await readSandbox(master, company.companyId)).toMatchObject({ state: "ready" });
      expect(await send(sandbox.discardSandboxAction, formOfMain())).toBe("ok");
      expect(await readSandbox(master, company.companyId)).toBeNull();
    } finally {
      await write(master, started.actor, (tx) => tx.update(plans).set({ hasSandbox: true }));
    }
  });

  it("is asked for with a reason when people's data stay as they are, and not without a plan that has one", async () => {
    await discardCompanySandbox(master, company.companyId, started.actor, new Date());
    for (const reason of [{}, { reason: "x" }, { reason: "     too short     " }])
      expect(await send(sandbox.makeSandboxAction, formOfMain(), { unmasked: "on", ...reason })).toBe(
        "invalidInput",
      );
    expect(
      await send(sandbox.makeSandboxAction, formOfMain(), {
        unmasked: "on",
        reason: "Real numbers are needed",
      }),
    ).toBe("ok");
    const [asked] = await master.select().from(jobs).where(eq(jobs.state, "waiting"));
    expect(JSON.parse(asked?.input ?? "")).toMatchObject({
      masked: false,
      reason: "Real numbers are needed",
    });
    await callOff();
    await write(master, started.actor, (tx) => tx.update(plans).set({ hasSandbox: false }));
    expect(await send(sandbox.makeSandboxAction, formOfMain())).toBe("sandboxNotInPlan");
    await write(master, started.actor, async (tx) => {
      await tx.update(plans).set({ hasSandbox: true });
      await tx.update(subscriptions).set({ state: "read_only" });
    });
    expect(await send(sandbox.makeSandboxAction, formOfMain())).toBe("subscriptionReadOnly");
    await write(master, started.actor, (tx) => tx.update(subscriptions).set({ state: "trialing" }));
  });
});
