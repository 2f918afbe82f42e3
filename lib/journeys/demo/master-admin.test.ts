import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents, recoveryCodes, secondFactors, users } from "@/drizzle/master/schema";
import { totpUri } from "@/lib/master/second-factor/totp";
import { verifyPassword } from "@/lib/master/users/password";
import { testMaster } from "@/lib/testing";
import { makeDemoMasterAdmin } from "./master-admin";

const now = new Date("2026-11-21T09:00:00Z");
let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

const seal = (secret: string, userId: string) => `sealed for ${userId}: ${secret.length}`;
const make = () => makeDemoMasterAdmin(master.db, master.actor, seal, now);

it("is a master admin with a second factor, told once", async () => {
  const first = await make();
  const { made } = first;
  if (!made) throw new Error("Nobody was made.");
  const [user] = await master.db.select().from(users);
  expect(user).toMatchObject({ username: first.username, isMasterAdmin: true });
  expect(await verifyPassword(user?.passwordHash ?? null, made.password)).toBe(true);
  const [factor] = await master.db.select().from(secondFactors);
  expect(factor).toMatchObject({
    sealedSecret: seal(made.secret, user?.id ?? ""),
    confirmedAt: now.getTime(),
  });
  expect(made.uri).toBe(totpUri(made.secret, first.email));
  expect(made.recoveryCodes).toHaveLength(await master.db.$count(recoveryCodes));
  expect(await make()).toEqual({ ...first, made: null });
  expect(await master.db.$count(users)).toBe(1);
});

it("has a password that nobody knows beforehand, and the audit knows none of it", async () => {
  const { made } = await make();
  const other = await testMaster();
  const again = await makeDemoMasterAdmin(other.db, other.actor, seal, now);
  other.dispose();
  expect(again.made?.password).not.toBe(made?.password);
  const audit = JSON.stringify(await master.db.select().from(auditEvents));
  for (const text of [made?.password, made?.secret, ...(made?.recoveryCodes ?? [])])
    expect(audit).not.toContain(text);
});
