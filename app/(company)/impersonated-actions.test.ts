import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as account from "@/app/_account/actions";
import * as password from "@/app/_account/password-action";
import { backupSchedules } from "@/drizzle/master/schema";
import { specializations as copies, organization } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { doctorInput } from "@/lib/company/doctors/schema";
import { addReference } from "@/lib/company/reference/add-reference";
import { editReference } from "@/lib/company/reference/edit-reference";
import { syncReference } from "@/lib/company/reference/sync/sync-reference";
import { type MasterDb, openMaster, type TenantTx, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
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
import { type Action, addPlace, answerOf, type Fields, ownSchedule, withoutNames } from "./actions.fixture";
import * as doctorActions from "./doctors/actions";
import * as onboarding from "./onboarding/actions";
import * as reference from "./reference/actions";
import * as accountPage from "./settings/account/actions";
import * as settings from "./settings/actions";
import * as close from "./settings/close/actions";
import * as data from "./settings/data/actions";
import * as members from "./settings/members/actions";
import * as plan from "./settings/plan/actions";

/** Who asks, and whether every page and action forgot to ask for permissions. */
const asks = vi.hoisted(() => ({ session: "", forgotten: false }));
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
vi.mock("@/lib/auth/reissue-session", () => ({ reissueSession: async () => {} }));
vi.mock("@/lib/auth/current-session", () => ({
  currentSession: async () => (await findSession(await openMaster(), asks.session, new Date())) ?? null,
}));
vi.mock("@/lib/actions/error-state", () => ({
  errorState: ({ code }: { code: string }) => ({ status: "error", code }),
}));
vi.mock("@/lib/auth/permissions", async (original) => {
  const real = await original<typeof import("@/lib/auth/permissions")>();
  return {
    ...real,
    allowsImpersonating: (...asked: Parameters<typeof real.allowsImpersonating>) =>
      asks.forgotten || real.allowsImpersonating(...asked),
  };
});

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let company: Awaited<ReturnType<typeof registerTestCompany>>;
let colleague: Awaited<ReturnType<typeof registerTestCompany>>;
let admin: { id: string };
let ids: { doctor: string; place: Fields; spare: string; copied: string };

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  company = await registerTestCompany(master, "nigar");
  colleague = await registerTestCompany(master, "leyla");
  admin = await addTestMasterAdmin(master);
  ids = await write(company.db, started.actor, async (tx) => {
    const place = await addPlace(tx);
    const spare = await addReference(tx, { kind: "region", name: "Gəncə", code: "GAN", ...withoutNames });
    const input = doctorInput.parse({ firstName: "Aysel", lastName: "Əliyeva", ...place });
    const doctor = await addDoctor(tx, input, { limit: null, now: new Date() });
    const copied = await offerEntries(tx);
    return { doctor: doctor.id, place, spare: spare.id, copied };
  });
});
afterAll(() => started.dispose());
afterEach(() => {
  asks.forgotten = false;
});

const offered = { same: newId(), other: newId() };

/** One entry that the company copied and edited, and two that it has under a name of its own. */
async function offerEntries(tx: TenantTx): Promise<string> {
  const entry = (id: string, name: string, code: string) => ({
    id,
    code,
    nameAz: name,
    nameEn: name,
    nameRu: name,
  });
  const names = withoutNames;
  await addReference(tx, { kind: "specialization", name: "Ortoped", code: "ORT", ...names });
  const specializations = [
    entry(newId(), "Pediatr", "PEDI"),
    entry(offered.same, "Cərrah", "SURG"),
    entry(offered.other, "Ortoped", "ORTH"),
  ];
  const catalogue = { hash: "", regions: [], cities: [], clinics: [], specializations };
  await syncReference(tx, { number: 1, catalogue, formerly: [] }, new Date());
  const [copied] = await tx.select().from(copies).where(eq(copies.code, "PEDI"));
  const id = copied?.id ?? "";
  const edit = { kind: "specialization" as const, name: "Uşaq həkimi", code: "PEDI", ...names };
  await editReference(tx, { ...edit, id, version: 1 });
  return id;
}

const person = { firstName: "Orxan", lastName: "Quliyev" };
const profile = {
  businessType: "hospital",
  legalStructure: "llc",
  country: "AZ",
  name: "City Hospital",
  version: "as it is",
};
const scheduleVersion = "as the schedule is";

/** Every action of a company's pages, with a form that changes something. Their order is one in which all of them can. */
const forms: Record<string, () => [action: Action, fields: Fields]> = {
  addDoctorAction: () => [doctorActions.addDoctorAction, { ...person, ...ids.place, isActive: "on" }],
  editDoctorAction: () => [
    doctorActions.editDoctorAction,
    { ...person, ...ids.place, id: ids.doctor, version: "1" },
  ],
  moveDoctorsAction: () => [doctorActions.moveDoctorsAction, { ids: ids.doctor, to: "archive" }],
  skipOnboardingAction: () => [onboarding.skipOnboardingAction, {}],
  finishOnboardingAction: () => [onboarding.finishOnboardingAction, profile],
  saveProfileAction: () => [settings.saveProfileAction, { ...profile, legalStructure: "ojsc" }],
  addReferenceAction: () => [reference.addReferenceAction, { kind: "region", name: "Şəki", code: "SHE" }],
  editReferenceAction: () => [
    reference.editReferenceAction,
    { kind: "region", name: "Gəncə şəhəri", code: "GAN", id: ids.spare, version: "1" },
  ],
  returnReferenceAction: () => [
    reference.returnReferenceAction,
    { kind: "specialization", id: ids.copied, version: "2" },
  ],
  linkReferenceAction: () => [
    reference.linkReferenceAction,
    { kind: "specialization", catalogueId: offered.same },
  ],
  declineLinkAction: () => [
    reference.declineLinkAction,
    { kind: "specialization", catalogueId: offered.other },
  ],
  archiveReferenceAction: () => [reference.archiveReferenceAction, { kind: "region", id: ids.spare }],
  restoreReferenceAction: () => [reference.restoreReferenceAction, { kind: "region", id: ids.spare }],
  deleteReferenceAction: () => [reference.deleteReferenceAction, { kind: "region", id: ids.spare }],
  changePlanAction: () => [plan.changePlanAction, { planId: "enterprise", cycle: "year" }],
  addMemberAction: () => [members.addMemberAction, { email: "leyla@example.com", role: "staff" }],
  changeRoleAction: () => [
    members.changeRoleAction,
    { userId: colleague.ownerId, role: "manager", version: "1" },
  ],
  removeMemberAction: () => [members.removeMemberAction, { userId: colleague.ownerId }],
  requestExportAction: () => [data.requestExportAction, {}],
  changeScheduleAction: () => [data.changeScheduleAction, ownSchedule],
  resetScheduleAction: () => [data.resetScheduleAction, { version: scheduleVersion }],
  closeCompanyAction: () => [
    close.closeCompanyAction,
    { companyName: "Hospital of nigar", password: "qatar gedir dağlara" },
  ],
};

/** Of one's own account, in whatever company one is. */
const personal: Record<string, () => [action: Action, fields: Fields]> = {
  changePasswordAction: () => [
    password.changePasswordAction,
    { currentPassword: "qatar gedir dağlara", password: "amber harbour 42 quilt" },
  ],
  revokeSessionAction: () => [accountPage.revokeSessionAction, { sessionId: asks.session }],
  switchCompanyAction: () => [account.switchCompanyAction, { company: company.companyId }],
  leaveCompanyAction: () => [account.leaveCompanyAction, { company: company.companyId }],
};

/** What a form was opened with that another form before it changed. */
async function versionOf(version: string | undefined): Promise<Fields> {
  if (version !== profile.version && version !== scheduleVersion) return {};
  const [row] =
    version === profile.version
      ? await company.db.select().from(organization)
      : await master.select().from(backupSchedules);
  return { version: String(row?.version ?? 0) };
}
const send = async ([action, fields]: [Action, Fields]) =>
  answerOf(action, { companyId: company.companyId, ...fields, ...(await versionOf(fields.version)) });
const everything = async () => [await everythingIn(master), await everythingIn(company.db)];

/** What each form answers, and that none of them wrote anything anywhere. */
async function refusals(among: typeof forms): Promise<Record<string, string>> {
  const before = await everything();
  const answers: Record<string, string> = {};
  for (const [name, form] of Object.entries(among)) {
    answers[name] = await send(form());
    expect(await everything(), name).toEqual(before);
  }
  return answers;
}
const all = (among: typeof forms, code: string) =>
  Object.fromEntries(Object.keys(among).map((name) => [name, code]));

async function enter(state: Parameters<typeof putInCompany>[2]) {
  asks.session = await newTestSession(master, { id: admin.id, username: "operator" });
  const place = { adminId: admin.id, sessionId: asks.session, companyId: company.companyId };
  await putInCompany(master, place, state);
}

describe("every action of a company", () => {
  it("is known to this test", () => {
    const files = sourceFiles().filter(
      ({ path, text, isTest }) =>
        !isTest && /^app\/(\(company\)|_account)\//.test(path) && text.startsWith('"use server"'),
    );
    const names = files.flatMap(({ code }) =>
      [...code.matchAll(/^export (?:const|async function) (\w+)/gm)].map((found) => found[1] ?? ""),
    );
    // They only set a cookie of the browser, or the language of who asks; the last hands on to `switchCompanyAction`.
    const harmless = ["hideChecklist", "chooseMyLanguage", "switchCompanyFromPalette"];
    // In `sandboxed-actions.test.ts`.
    const ofSandbox = names.filter((name) => /^\w+SandboxAction$/.test(name));
    expect(names.filter((name) => !harmless.includes(name) && !ofSandbox.includes(name)).sort()).toEqual(
      [...Object.keys(forms), ...Object.keys(personal)].sort(),
    );
  });

  it("is refused to who entered to read only", async () => {
    await enter({ mode: "read" });
    expect(await refusals({ ...forms, ...personal })).toEqual(
      all({ ...forms, ...personal }, "impersonationRefused"),
    );
  });

  it("is refused by the databases too, should an action forget to ask for the permission", async () => {
    asks.forgotten = true;
    await enter({ mode: "read" });
    expect(await refusals(forms)).toEqual(all(forms, "impersonationRefused"));
  });

  it.each([
    ["whose time is over", { mode: "full", minutesAgo: 31 }],
    ["who exited", { mode: "full", exited: true }],
    ["who read, and whose time is over", { mode: "read", minutesAgo: 31 }],
  ] as const)("is refused to somebody %s", async (_, state) => {
    await enter(state);
    expect(await refusals(forms)).toEqual(all(forms, "impersonationOver"));
  });

  it("that concerns credentials, money, access or deletion is refused with full access too", async () => {
    await enter({ mode: "full" });
    const { changePlanAction, addMemberAction, changeRoleAction, removeMemberAction, deleteReferenceAction } =
      forms as Required<typeof forms>;
    const { closeCompanyAction, requestExportAction, changeScheduleAction, resetScheduleAction } =
      forms as Required<typeof forms>;
    const never = {
      changePlanAction,
      addMemberAction,
      changeRoleAction,
      removeMemberAction,
      deleteReferenceAction,
      closeCompanyAction,
      requestExportAction,
      changeScheduleAction,
      resetScheduleAction,
    };
    expect(await refusals({ ...never, ...personal } as typeof forms)).toEqual(
      all({ ...never, ...personal } as typeof forms, "impersonationRefused"),
    );
  });

  it("would have changed something, asked by the owner", async () => {
    asks.session = company.sessionId;
    for (const [name, form] of Object.entries(forms)) {
      const before = await everything();
      expect([name, await send(form())]).toEqual([name, "ok"]);
      expect(await everything(), name).not.toEqual(before);
    }
  });
});
