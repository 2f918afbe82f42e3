import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { accessLinks, companies, auditEvents as platformEvents, sessions } from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { type Actor, type MasterDb, openMaster, openTenant, write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import type { Mail } from "@/lib/mail/mail";
import { addNote, deleteNote, listNotes } from "@/lib/master/companies/notes";
import { suspendCompanyInput } from "@/lib/master/companies/schema";
import { companyOwner } from "@/lib/master/members/queries";
import { seedPlans } from "@/lib/master/plans/seed";
import { startSession } from "@/lib/master/sessions/start-session";
import { addUser } from "@/lib/master/users/add-user";
import { testEngine } from "@/lib/testing/engine";
import { registerHospital } from "@/lib/testing/registration";
import { giveOwnerAccess, operateCompanyEdit, operateResumption, operateSuspension } from "./operate-company";

const mailed = vi.hoisted((): Mail[] => []);
vi.mock("@/lib/mail/send-mail", () => ({
  sendMail: async (mail: Mail) => {
    mailed.push(mail);
    return "kept";
  },
}));

const now = new Date("2026-11-21T09:00:00Z");
const reason = "Payment dispute, ticket 4821";

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let admin: Actor & { id: string };
let colleague: Actor & { id: string };
let city: { companyId: string; owner: { id: string; username: string } };
let county: typeof city;

async function register(username: string): Promise<typeof city> {
  const { companyId } = await registerHospital(username, now, { companyEmail: `${username}@example.com` });
  const owner = await companyOwner(master, companyId);
  return { companyId, owner: { id: owner?.id ?? "", username } };
}

async function operator(username: string): Promise<Actor & { id: string }> {
  const person = { username, email: `${username}@example.com`, firstName: "Leyla", lastName: "Operator" };
  const { id } = await write(master, started.actor, (tx) =>
    addUser(tx, { ...person, passwordHash: "$argon2id$x", locale: "en", isMasterAdmin: true }, now),
  );
  return { id, name: `Leyla ${username}`, address: "10.0.0.1", requestId: "r1" };
}

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  [city, county] = [await register("nigar"), await register("elcin")];
  [admin, colleague] = [await operator("operator"), await operator("colleague")];
});
afterAll(() => started.dispose());

beforeEach(() =>
  write(master, started.actor, async (tx) => {
    await tx.delete(sessions);
    await tx.update(companies).set({ state: "active", stateReason: null, code: null });
  }),
);

const row = async (companyId: string) => {
  const [found] = await master.select().from(companies).where(eq(companies.id, companyId));
  if (!found) throw new Error("The company is gone.");
  return found;
};
const version = async (of = city) => (await row(of.companyId)).version;
const signIn = ({ owner }: typeof city) =>
  write(master, started.actor, (tx) =>
    startSession(tx, { user: owner, address: null, userAgent: null, replaces: null }, now),
  );
const suspend = async (given: { version?: number; companyId?: string } = {}) =>
  operateSuspension(
    master,
    admin,
    { companyId: city.companyId, reason, version: await version(), ...given },
    now,
  );
const resume = async () =>
  operateResumption(
    master,
    admin,
    { companyId: city.companyId, note: "Paid", version: await version() },
    now,
  );
const told = async (of: typeof city, action: string) =>
  (await openTenant(of.companyId)).select().from(auditEvents).where(eq(auditEvents.action, action));
const platform = (action: string) =>
  master.select().from(platformEvents).where(eq(platformEvents.action, action));
const codeOf = async (attempt: Promise<unknown>) => {
  const error: unknown = await attempt.then(
    () => null,
    (refusal: unknown) => refusal,
  );
  return isDomainError(error) ? error.code : error;
};

describe("suspending a company", () => {
  it("signs its people out at once and nobody of another company", async () => {
    await signIn(city);
    const other = await signIn(county);
    await suspend();
    expect(await row(city.companyId)).toMatchObject({ state: "suspended", stateReason: reason });
    expect(await row(county.companyId)).toMatchObject({ state: "active", stateReason: null });
    expect((await master.select().from(sessions)).map(({ id }) => id)).toEqual([other.id]);
  });

  it("stands in both audits, once, however often it is asked for", async () => {
    const before = [
      (await platform("company.suspended")).length,
      (await told(city, "company.suspended")).length,
    ];
    expect(await suspend()).not.toBeNull();
    expect(await suspend()).toBeNull();
    expect(await suspend({ version: 1 })).toBeNull();
    const [events, own] = [await platform("company.suspended"), await told(city, "company.suspended")];
    expect([events.length, own.length]).toEqual(before.map((count) => count + 1));
    expect(events.at(-1)).toMatchObject({ companyId: city.companyId, actorId: admin.id });
    expect(own.at(-1)).toMatchObject({ actorName: admin.name, subjectType: "company" });
    expect(JSON.parse(own.at(-1)?.changes ?? "")).toMatchObject({ reason: [null, reason] });
    expect(await told(county, "company.suspended")).toEqual([]);
  });

  it("refuses what was decided on an older state of the company", async () => {
    await suspend();
    const old = (await version()) - 1;
    await resume();
    expect(await codeOf(suspend({ version: old }))).toBe("staleVersion");
    expect((await row(city.companyId)).state).toBe("active");
  });

  it("is for companies that people can work in, and that exist", async () => {
    await write(master, started.actor, (tx) => tx.update(companies).set({ state: "closed" }));
    expect(await codeOf(suspend())).toBe("companyEdge");
    expect(await codeOf(suspend({ companyId: admin.id }))).toBe("notFound");
  });

  it("wants a reason of ten characters, blanks not counted", () => {
    const asked = { companyId: city.companyId, version: "1" };
    expect(suspendCompanyInput.safeParse({ ...asked, reason: "  short     one " }).success).toBe(false);
    expect(suspendCompanyInput.safeParse({ ...asked, reason: "ten signs." }).success).toBe(true);
  });
});

describe("resuming a company", () => {
  it("opens it again, tells both audits, and does nothing twice", async () => {
    await suspend();
    const before = (await told(city, "company.resumed")).length;
    expect(await resume()).toMatchObject({ changes: { reason: [reason, null], note: [null, "Paid"] } });
    expect(await resume()).toBeNull();
    expect(await row(city.companyId)).toMatchObject({ state: "active", stateReason: null });
    expect(await told(city, "company.resumed")).toHaveLength(before + 1);
  });

  it("does not open what is closed", async () => {
    await write(master, started.actor, (tx) => tx.update(companies).set({ state: "closed" }));
    expect(await codeOf(resume())).toBe("companyEdge");
  });
});

describe("editing a company", () => {
  const edit = async (given: Partial<Parameters<typeof operateCompanyEdit>[2]>) => {
    const { name, email, phone, code, version } = await row(city.companyId);
    const asked = { companyId: city.companyId, name, email, phone, code, version, ...given };
    return operateCompanyEdit(master, admin, asked, now);
  };

  it("changes what was changed, finds it under its new name, and tells both audits just that", async () => {
    const event = await edit({ name: "Şəhər Xəstəxanası", code: "TH001" });
    expect(Object.keys(event?.changes ?? {})).toEqual(["name", "code"]);
    expect(await row(city.companyId)).toMatchObject({ nameFolded: "seher xestexanasi", code: "TH001" });
    const own = await told(city, "company.edited");
    expect(JSON.parse(own.at(-1)?.changes ?? "")).toEqual(event?.changes);
    expect(await told(county, "company.edited")).toEqual([]);
  });

  it("is nothing when nothing changed", async () => {
    const before = (await platform("company.edited")).length;
    expect(await edit({})).toBeNull();
    expect(await platform("company.edited")).toHaveLength(before);
  });

  it("gives no code to two companies, and takes one away when it is left empty", async () => {
    await edit({ code: "TH002" });
    const { name, email, phone, version } = await row(county.companyId);
    const taken = { companyId: county.companyId, name, email, phone, code: "TH002", version };
    expect(await codeOf(operateCompanyEdit(master, admin, taken, now))).toBe("duplicate");
    await edit({ code: null });
    expect((await row(city.companyId)).code).toBeNull();
    expect(await operateCompanyEdit(master, admin, taken, now)).not.toBeNull();
  });

  it("gives no code that reads like another company's slug, but like its own", async () => {
    const [own, other] = [await row(city.companyId), await row(county.companyId)];
    const rename = (companyId: string, slug: string) =>
      write(master, started.actor, (tx) =>
        tx.update(companies).set({ slug }).where(eq(companies.id, companyId)),
      );
    await rename(own.id, "th007");
    await rename(other.id, "th008");
    expect(await codeOf(edit({ code: "TH008" }))).toBe("duplicate");
    expect(await edit({ code: "TH007" })).not.toBeNull();
    await rename(own.id, own.slug);
    await rename(other.id, other.slug);
  });

  it("does not overwrite what somebody else saved meanwhile", async () => {
    const opened = await version();
    await edit({ name: "City Hospital" });
    expect(await codeOf(edit({ name: "Another", version: opened }))).toBe("staleVersion");
    expect((await row(city.companyId)).name).toBe("City Hospital");
  });
});

describe("an owner's access", () => {
  const give = (userId: string, endSessions: boolean, at = now) =>
    giveOwnerAccess(
      master,
      admin,
      { companyId: city.companyId, userId, endSessions },
      { now: at, baseUrl: "http://127.0.0.1:3000" },
    );

  it("is a link that is mailed; sent again it replaces the first, and nobody is signed out", async () => {
    await signIn(city);
    expect(await give(city.owner.id, false)).toEqual({ delivery: "kept" });
    expect(await give(city.owner.id, false), "the form arrived twice").toEqual({ delivery: "kept" });
    expect(mailed).toHaveLength(1);
    await give(city.owner.id, false, new Date(now.getTime() + 60_000));
    const links = await master.select().from(accessLinks).where(eq(accessLinks.userId, city.owner.id));
    expect(links).toHaveLength(1);
    expect(mailed.map(({ to }) => to.address)).toEqual(["nigar@example.com", "nigar@example.com"]);
    expect(await master.$count(sessions)).toBe(1);
    expect((await told(city, "company.owner-access-sent")).length).toBe(2);
  });

  it("can be reset: then the owner is signed out everywhere, and nobody else is", async () => {
    await signIn(city);
    const other = await signIn(county);
    await give(city.owner.id, true);
    expect((await master.select().from(sessions)).map(({ id }) => id)).toEqual([other.id]);
    const events = await platform("company.owner-access-reset");
    expect(events).toMatchObject([{ companyId: city.companyId }]);
    expect(await told(city, "company.owner-access-reset")).toHaveLength(1);
    expect(events[0]?.changes).not.toContain("access/");
  });

  it("is for those who own this company", async () => {
    expect(await codeOf(give(county.owner.id, true))).toBe("notFound");
    expect(await master.select().from(accessLinks).where(eq(accessLinks.userId, county.owner.id))).toEqual(
      [],
    );
  });
});

describe("notes", () => {
  const note = (by: typeof admin, text: string) =>
    write(master, by, (tx) => addNote(tx, { companyId: city.companyId, text }, by.id, now));
  const remove = (by: typeof admin, noteId: string, companyId = city.companyId) =>
    write(master, by, (tx) => deleteNote(tx, { companyId, noteId }, by.id));

  it("are the operators' own: the company's audit never hears of them", async () => {
    const before = (await (await openTenant(city.companyId)).select().from(auditEvents)).length;
    await note(admin, "Called, will pay on Monday");
    expect(await listNotes(master, city.companyId)).toMatchObject([{ text: "Called, will pay on Monday" }]);
    expect(await listNotes(master, county.companyId)).toEqual([]);
    expect(await (await openTenant(city.companyId)).select().from(auditEvents)).toHaveLength(before);
    expect((await platform("company-note.added")).at(-1)?.changes).toBe("{}");
  });

  it("are taken back by who wrote them and by nobody else, and once", async () => {
    const { id } = await note(admin, "A mistake");
    expect(await codeOf(remove(colleague, id))).toBe("notFound");
    await remove(admin, id, county.companyId);
    expect((await listNotes(master, city.companyId)).map((each) => each.id)).toContain(id);
    await remove(admin, id);
    await remove(admin, id);
    expect((await listNotes(master, city.companyId)).map((each) => each.id)).not.toContain(id);
    expect(await platform("company-note.deleted")).toHaveLength(1);
  });
});
