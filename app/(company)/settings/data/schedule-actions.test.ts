import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { backupSchedules, auditEvents as platformEvents } from "@/drizzle/master/schema";
import { roles } from "@/drizzle/master/schema/states";
import { idleState } from "@/lib/actions/action-state";
import type { Failure } from "@/lib/actions/failure";
import { restrictionOf } from "@/lib/auth/company-access";
import { allows, allowsImpersonating } from "@/lib/auth/permissions";
import { type CompanyContext, openCompanyToWrite } from "@/lib/auth/require-company";
import { companyOn, enterHourlyBackups, putOnPlan } from "@/lib/journeys/backups/backup-schedule.fixture";
import { scheduleKey } from "@/lib/master/fleet/backups/schedule-key";
import { companyContext, readOnly } from "@/lib/testing/company-context";
import { testEngine } from "@/lib/testing/engine";
import { ownSchedule as typed } from "../../actions.fixture";
import { changeScheduleAction, resetScheduleAction } from "./actions";

vi.mock("next/cache", () => ({ refresh: () => {} }));
vi.mock("next/navigation", () => ({ redirect: () => {}, unstable_rethrow: () => {} }));
vi.mock("@/lib/auth/require-company", () => ({ openCompanyToWrite: vi.fn() }));
vi.mock("@/lib/auth/request-context", () => ({ requestContext: async () => ({}) }));
vi.mock("@/lib/actions/error-state", () => ({
  errorState: ({ code, fields }: Failure) => ({ status: "error", code, fields: Object.keys(fields) }),
}));

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof companyOn>>;
let other: typeof company;
beforeAll(async () => {
  started = await testEngine();
  other = await companyOn(started.actor);
});
afterAll(() => started.dispose());
beforeEach(async () => {
  company = await companyOn(started.actor);
});

type Action = typeof changeScheduleAction | typeof resetScheduleAction;
async function send(fields: Record<string, string>, given: Partial<CompanyContext> = {}, action?: Action) {
  const { companyId, db } = company;
  const context = companyContext({ db, actor: started.actor });
  const own = { ...context.company, id: companyId, formId: companyId };
  vi.mocked(openCompanyToWrite).mockResolvedValue({ ...context, company: own, ...given });
  const data = new FormData();
  for (const [name, value] of Object.entries({ companyId, ...fields })) data.set(name, value);
  return (action ?? changeScheduleAction)(idleState, data);
}
const codeOf = (state: Awaited<ReturnType<typeof send>>) =>
  state.status === "error" ? state.code : state.status;
const kept = async (of = company) => {
  const [row] = await of.master
    .select()
    .from(backupSchedules)
    .where(eq(backupSchedules.companyId, of.companyId));
  return row ?? null;
};

describe("a company's backup schedule", () => {
  it("is set by owners and administrators, and by nobody else", async () => {
    for (const role of roles) {
      company = await companyOn(started.actor);
      const code = codeOf(await send(typed, { role, can: (permission) => allows(role, permission) }));
      const may = role === "owner" || role === "admin";
      expect([role, code, (await kept()) !== null]).toEqual([role, may ? "ok" : "forbidden", may]);
      const reset = await send({ version: "1" }, { role, can: (p) => allows(role, p) }, resetScheduleAction);
      expect([role, codeOf(reset)]).toEqual([role, may ? "staleVersion" : "forbidden"]);
    }
  });

  it.each(["read", "full"] as const)("is not set by a platform administrator inside (%s)", async (mode) => {
    const impersonation = { id: "stay", mode, reason: "Ticket 4821", expiresAt: Date.now() + 60_000 };
    const restriction = restrictionOf(impersonation);
    const acting = {
      impersonation,
      can: (permission: Parameters<typeof allows>[1]) => allowsImpersonating(mode, permission),
      actor: { ...started.actor, ...(restriction && { restriction }) },
    };
    expect(codeOf(await send(typed, acting))).toBe("impersonationRefused");
    expect(codeOf(await send({ version: "0" }, acting, resetScheduleAction))).toBe("impersonationRefused");
    expect(await kept()).toBeNull();
  });

  it("is not set from a form of another company, nor from the sandbox, whatever the form names", async () => {
    const { companyId } = other;
    expect(codeOf(await send({ ...typed, companyId }))).toBe("companyMismatch");
    expect(codeOf(await send(typed, { inSandbox: true }))).toBe("sandboxRefused");
    expect([await kept(), await kept(other)]).toEqual([null, null]);
    const events = eq(platformEvents.companyId, companyId);
    expect(await other.master.$count(platformEvents, events)).toBe(0);
  });

  it("is set while the subscription is read-only too: it adds nothing", async () => {
    expect(codeOf(await send(typed, { subscription: readOnly }))).toBe("ok");
    expect(await kept()).toMatchObject({ everyHours: 6, keepDays: 5 });
  });

  it("is refused where the plan does not leave it to the company", async () => {
    await putOnPlan(started.actor, company.companyId, "professional");
    expect(codeOf(await send(typed))).toBe("backupScheduleNotInPlan");
    expect(await kept()).toBeNull();
  });

  it("says which field is wrong", async () => {
    const wrong = { ...typed, everyHours: "5", keepDays: "400", keepMonths: "x" };
    expect(await send(wrong)).toMatchObject({
      code: "invalidInput",
      fields: ["everyHours", "keepDays", "keepMonths"],
    });
    expect(await send({ ...typed, keepDays: "0" })).toMatchObject({ fields: ["keepDays"] });
  });

  it("takes a second editor's only once they saw the first one's", async () => {
    expect(codeOf(await send(typed))).toBe("ok");
    expect(codeOf(await send({ ...typed, everyHours: "12" }))).toBe("staleVersion");
    const version = String((await kept())?.version);
    expect(codeOf(await send({ ...typed, everyHours: "12", version }))).toBe("ok");
    expect(await kept()).toMatchObject({ everyHours: 12 });
  });

  it("lets backups go only by what was agreed to, and goes back to the default likewise", async () => {
    await enterHourlyBackups(started.actor, company, 40);
    expect(codeOf(await send(typed))).toBe("backupsWouldGo");
    expect(codeOf(await send({ ...typed, keepDays: "1", accepted: scheduleKey(typed) }))).toBe(
      "backupsWouldGo",
    );
    expect(codeOf(await send({ ...typed, accepted: scheduleKey(typed) }))).toBe("ok");
    const version = String((await kept())?.version);
    expect(codeOf(await send({ version }, {}, resetScheduleAction))).toBe("ok");
    expect(await kept()).toBeNull();
  });
});
