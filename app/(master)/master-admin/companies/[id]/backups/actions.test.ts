import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { backupSchedules, auditEvents as platformEvents } from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { idleState } from "@/lib/actions/action-state";
import { openMasterAdmin } from "@/lib/auth/require-master-admin";
import { openTenant } from "@/lib/databases";
import { companyOn, putOnPlan } from "@/lib/journeys/backups/backup-schedule.fixture";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { changeCompanySchedule, resetCompanySchedule } from "./actions";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("next/navigation", () => ({ redirect: () => {}, notFound: () => {}, unstable_rethrow: () => {} }));
vi.mock("@/lib/auth/require-master-admin", () => ({ openMasterAdmin: vi.fn() }));
vi.mock("@/lib/actions/error-state", () => ({
  errorState: ({ code }: { code: string }) => ({ status: "error", code }),
}));

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof companyOn>>;
let admin: Awaited<ReturnType<typeof addTestMasterAdmin>>;
beforeAll(async () => {
  started = await testEngine();
  company = await companyOn(started.actor);
  admin = await addTestMasterAdmin(company.master);
});
afterAll(() => started.dispose());

const typed = {
  ...{ everyHours: "12", startHour: "3", version: "0" },
  ...{ keepHours: "0", keepDays: "30", keepWeeks: "0", keepMonths: "24" },
};

async function send(
  action: typeof changeCompanySchedule | typeof resetCompanySchedule,
  fields: Record<string, string>,
  isAdmin = true,
): Promise<string> {
  const user = {
    ...{ id: admin.id, username: "operator", email: "operator@example.com", name: admin.name },
    ...{ firstName: "Leyla", lastName: "Operator", locale: "en" as const, isMasterAdmin: true },
  };
  const context = { master: company.master, actor: admin, user, sessionId: "s" };
  vi.mocked(openMasterAdmin).mockResolvedValue(isAdmin ? context : null);
  const data = new FormData();
  for (const [name, value] of Object.entries({ companyId: company.companyId, ...fields }))
    data.set(name, value);
  const state = await action(idleState, data);
  return state.status === "error" ? state.code : state.status;
}
const kept = async () => (await company.master.select().from(backupSchedules))[0] ?? null;

it("an operator sets a company's schedule under their own name, and the company reads that", async () => {
  expect(await send(changeCompanySchedule, typed)).toBe("ok");
  expect(await kept()).toMatchObject({ everyHours: 12, startHour: 3, keepMonths: 24 });
  const db = await openTenant(company.companyId);
  const changed = "company.backup-schedule-changed";
  const told = await db.select().from(auditEvents).where(eq(auditEvents.action, changed));
  const recorded = await company.master
    .select()
    .from(platformEvents)
    .where(eq(platformEvents.action, changed));
  for (const events of [told, recorded])
    expect(events).toMatchObject([{ actorId: admin.id, actorName: admin.name, impersonatorId: null }]);
});

it("nobody else does, whatever the form says", async () => {
  const version = String((await kept())?.version);
  const other = { ...typed, everyHours: "24", version };
  expect(await send(changeCompanySchedule, other, false)).toBe("signedOut");
  expect(await send(resetCompanySchedule, { version }, false)).toBe("signedOut");
  expect(await kept()).toMatchObject({ everyHours: 12 });
});

it("an operator is bound by the plan and by what was changed since, as the company is", async () => {
  const version = String((await kept())?.version);
  expect(await send(changeCompanySchedule, { ...typed, everyHours: "24" })).toBe("staleVersion");
  expect(await send(changeCompanySchedule, { ...typed, keepDays: "-1", version })).toBe("invalidInput");
  expect(await send(resetCompanySchedule, { version, companyId: "nobody" })).toBe("invalidInput");
  await putOnPlan(started.actor, company.companyId, "basic");
  expect(await send(resetCompanySchedule, { version })).toBe("backupScheduleNotInPlan");
  await putOnPlan(started.actor, company.companyId, "enterprise");
  expect(await send(resetCompanySchedule, { version })).toBe("ok");
  expect(await kept()).toBeNull();
});
