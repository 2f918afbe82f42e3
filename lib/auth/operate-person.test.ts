import { and, eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { memberships, secondFactors } from "@/drizzle/master/schema";
import { type MasterDb, openMaster, write } from "@/lib/databases";
import { makeDemoMasterAdmin } from "@/lib/journeys/demo/master-admin";
import { seedPlans } from "@/lib/master/plans/seed";
import { addUser } from "@/lib/master/users/add-user";
import { testEngine } from "@/lib/testing/engine";
import { registerHospital } from "@/lib/testing/registration";
import { proveAndAddMember, proveAndChangeRole, proveAndResetFactor } from "./operate-person";
import { seal } from "./sealing";

const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let operator: Parameters<typeof proveAndResetFactor>[0];
let companyId: string;
let userId: string;
/** Codes that were never used. */
let codes: readonly string[];
let used = 0;
const fresh = () => codes[used++] ?? "";

beforeAll(async () => {
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  const { made, username } = await makeDemoMasterAdmin(master, started.actor, seal, now);
  codes = made?.recoveryCodes ?? [];
  const [factor] = await master.select({ id: secondFactors.userId }).from(secondFactors);
  const id = factor?.id ?? "";
  operator = { master, actor: { ...started.actor, id }, user: { id, name: username }, now };
  ({ companyId } = await registerHospital("aysel", now));
  const person = {
    firstName: "Leyla",
    lastName: "Əliyeva",
    passwordHash: "$argon2id$x",
    locale: "az",
  } as const;
  ({ id: userId } = await write(master, started.actor, (tx) =>
    addUser(tx, { ...person, username: "leyla", email: "leyla@example.com" }, now),
  ));
});
afterAll(() => started.dispose());

const place = async () =>
  (
    await master
      .select({ role: memberships.role, version: memberships.version })
      .from(memberships)
      .where(and(eq(memberships.companyId, companyId), eq(memberships.userId, userId)))
  )[0];
const change = async (role: "owner" | "staff", code: string) =>
  proveAndChangeRole(operator, { companyId, userId, role, code, version: (await place())?.version ?? 0 });
const missing = { fieldErrors: { code: "errors.required" } };
const wrong = { fieldErrors: { code: "errors.secondFactorWrong" } };

it("gives nobody a place without a code of one's own, nor with one that was used", async () => {
  const add = (code: string) => proveAndAddMember(operator, { companyId, userId, role: "staff", code });
  await expect(add("")).rejects.toMatchObject(missing);
  await expect(add("000000")).rejects.toMatchObject(wrong);
  expect(await place()).toBeUndefined();
  const code = fresh();
  await add(code);
  expect(await place()).toMatchObject({ role: "staff" });
  await expect(change("owner", code)).rejects.toMatchObject(wrong);
  expect(await place()).toMatchObject({ role: "staff" });
});

it("makes an owner only with a code; what is less than that, and what is so already, needs none", async () => {
  await expect(change("owner", "")).rejects.toMatchObject(missing);
  await change("owner", fresh());
  expect(await place()).toMatchObject({ role: "owner" });
  await change("owner", "");
  await change("staff", "");
  expect(await place()).toMatchObject({ role: "staff" });
});

it("takes another admin's second factor only with a code of one's own", async () => {
  const secret = new Secret().base32;
  await write(master, started.actor, (tx) =>
    tx
      .insert(secondFactors)
      .values({ userId, sealedSecret: seal(secret, userId), confirmedAt: now.getTime() })
      .then(() => {}),
  );
  const theirs = () => master.$count(secondFactors, eq(secondFactors.userId, userId));
  const reset = (code: string) => proveAndResetFactor(operator, { userId, code });
  await expect(reset("")).rejects.toMatchObject(missing);
  const ofTheirs = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
  await expect(reset(ofTheirs)).rejects.toMatchObject(wrong);
  expect(await theirs()).toBe(1);
  await reset(fresh());
  expect(await theirs()).toBe(0);
});

it("uses no code up for what cannot be done to oneself", async () => {
  const code = fresh();
  const oneself = { userId: operator.user.id, code };
  await expect(proveAndResetFactor(operator, oneself)).rejects.toMatchObject({ code: "notOneself" });
  await expect(proveAndAddMember(operator, { ...oneself, companyId, role: "owner" })).rejects.toMatchObject({
    code: "notOneself",
  });
  await change("owner", code);
});
