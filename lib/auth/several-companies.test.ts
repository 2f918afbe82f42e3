import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { companies, memberships, sessions, users } from "@/drizzle/master/schema";
import { members, organization } from "@/drizzle/tenant/schema";
import { type MasterDb, openMaster, openTenant, write } from "@/lib/databases";
import { newCompanySchema, registerCompanySchema } from "@/lib/journeys/register-company.schema";
import { removeCompanyMember } from "@/lib/journeys/remove-member";
import { seedPlans } from "@/lib/master/plans/seed";
import { findSession } from "@/lib/master/sessions/find-session";
import type { StartedSession } from "@/lib/master/sessions/start-session";
import { testEngine } from "@/lib/testing/engine";
import { addColleague } from "./add-colleague";
import { companyAccess } from "./company-access";
import { register } from "./register";
import { registerAnother } from "./register-another";
import { signIn } from "./sign-in";

const now = new Date("2026-11-21T09:00:00Z");
const password = "qatar gedir dağlara";
const from = (address: string) => ({ address, userAgent: "Test", requestId: "r1", replaces: null });

let engine: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let aysel: StartedSession;
let nigar: StartedSession;

const companyForm = (companyName: string) => ({
  companyName,
  companyEmail: "office@klinika.az",
  phone: "050 123 45 67",
  planId: "basic",
  cycle: "year",
});

function person(name: string) {
  const email = `${name}@klinika.az`;
  return registerCompanySchema.parse({
    ...companyForm(`Klinika ${name}`),
    ...{ firstName: name, lastName: "Məmmədova", username: name, email, password },
  });
}

beforeAll(async () => {
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
  engine = await testEngine();
  master = await openMaster();
  await write(master, engine.actor, seedPlans);
  aysel = await register(person("aysel"), from("203.0.113.1"), "az", now);
  nigar = await register(person("nigar"), from("203.0.113.2"), "az", now);
});
afterAll(() => engine.dispose());

async function sessionOf({ id }: StartedSession) {
  const found = await findSession(master, id, now);
  if (!found) throw new Error("The session is gone.");
  return found;
}
const another = async (who: StartedSession, name: string) =>
  registerAnother(
    master,
    await sessionOf(who),
    newCompanySchema.parse(companyForm(name)),
    { address: null, requestId: null, locale: "az" },
    now,
  );
const companyOf = (who: StartedSession) => who.company?.id ?? "";
const access = async (who: StartedSession) => companyAccess(await sessionOf(who), now);

describe("registering another company", () => {
  it("makes no account; the person owns it, works in it at once, and keeps the first", async () => {
    const people = await master.$count(users);
    await another(aysel, "İkinci Klinika");
    expect(await access(aysel)).toMatchObject({ role: "owner", company: { slug: "ikinci-klinika" } });
    expect(await master.$count(users)).toBe(people);
    expect(await master.$count(memberships, eq(memberships.userId, aysel.userId))).toBe(2);
    const found = await sessionOf(aysel);
    const db = await openTenant(found.company?.id ?? "");
    const [owner] = await db
      .select({ id: members.id, isOwner: members.isOwner })
      .from(organization)
      .innerJoin(members, eq(members.id, organization.ownerId));
    expect(owner).toEqual({ id: aysel.userId, isOwner: true });
  });

  it("is remembered at the next sign-in", async () => {
    const again = await signIn(master, { identifier: "aysel", password }, from("203.0.113.5"), now);
    expect("session" in again && again.session.company?.slug).toBe("ikinci-klinika");
  });

  it("sent twice at once is one company", async () => {
    const before = await master.$count(companies);
    await Promise.all([another(aysel, "Üçüncü Klinika"), another(aysel, "Üçüncü  klinika")]);
    expect(await master.$count(companies)).toBe(before + 1);
  });

  it("of a name somebody else has is a company of its own", async () => {
    await another(aysel, "Klinika nigar");
    const found = await sessionOf(aysel);
    expect(found.company?.slug).toBe("klinika-nigar-2");
    expect(found.company?.id).not.toBe(companyOf(nigar));
  });

  it("is not for master admins, and is limited", async () => {
    await write(master, engine.actor, (tx) =>
      tx.update(users).set({ isMasterAdmin: true }).where(eq(users.id, aysel.userId)),
    );
    await expect(another(aysel, "Dördüncü")).rejects.toMatchObject({ code: "forbidden" });
    await write(master, engine.actor, (tx) =>
      tx.update(users).set({ isMasterAdmin: false }).where(eq(users.id, aysel.userId)),
    );
    await another(aysel, "Dördüncü");
    await expect(another(aysel, "Beşinci")).rejects.toMatchObject({ code: "tooManyAttempts" });
  });
});

describe("adding a colleague", () => {
  const changer = () => ({
    master,
    actor: { ...engine.actor, id: nigar.userId, address: "203.0.113.9" },
  });
  const add = (email: string) =>
    addColleague(changer(), { companyId: companyOf(nigar), email, role: "staff" }, now);

  it("is by the email of an account, and repeats as nothing", async () => {
    expect(await add("aysel@klinika.az")).toEqual({ added: true });
    expect(await add("aysel@klinika.az")).toEqual({ added: false });
  });

  it("takes the company out of their browsers at once when they are removed; the others stay", async () => {
    await write(master, engine.actor, (tx) =>
      tx
        .update(sessions)
        .set({ companyId: companyOf(nigar) })
        .where(eq(sessions.id, aysel.id)),
    );
    expect(await access(aysel)).toMatchObject({ role: "staff", company: { id: companyOf(nigar) } });
    await removeCompanyMember(
      { ...changer(), on: "company" },
      { companyId: companyOf(nigar), userId: aysel.userId },
      now,
    );
    expect(await access(aysel)).toBe("none");
    expect(await master.$count(memberships, eq(memberships.userId, aysel.userId))).toBeGreaterThan(1);
  });

  it("is no way to go through addresses: those without an account are counted", async () => {
    await write(master, engine.actor, (tx) =>
      tx.update(users).set({ state: "locked" }).where(eq(users.id, aysel.userId)),
    );
    const unknown = { fieldErrors: { email: "errors.noSuchAccount" } };
    await expect(add("aysel@klinika.az"), "a locked one is none").rejects.toMatchObject(unknown);
    for (let i = 0; i < 9; i++) await expect(add(`nobody${i}@klinika.az`)).rejects.toMatchObject(unknown);
    await expect(add("nobody@klinika.az")).rejects.toMatchObject({ code: "tooManyAttempts" });
  });
});
