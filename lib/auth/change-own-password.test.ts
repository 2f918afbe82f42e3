import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sessions } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { findAccessLink } from "@/lib/master/access/access-link";
import { createAccessLink } from "@/lib/master/access/create-access-link";
import { findSession } from "@/lib/master/sessions/find-session";
import { startSession } from "@/lib/master/sessions/start-session";
import { testMaster } from "@/lib/testing";
import { addTestMember, testPassword } from "@/lib/testing/people";
import { changeOwnPassword } from "./change-own-password";
import { signIn } from "./sign-in";

const now = new Date("2026-11-21T09:00:00Z");
const request = { address: "203.0.113.9", requestId: "r1" };
const password = "yeddi ağ göyərçin";

let master: Awaited<ReturnType<typeof testMaster>>;
let session: NonNullable<Awaited<ReturnType<typeof findSession>>>;
beforeEach(async () => {
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
  master = await testMaster();
  const { userId } = await addTestMember(master.db, now, { username: "aysel" });
  const start = () =>
    write(master.db, master.actor, (tx) => {
      const user = { id: userId, username: "aysel" };
      return startSession(tx, { user, address: null, userAgent: null, replaces: null }, now);
    });
  await start();
  const found = await findSession(master.db, (await start()).id, now);
  if (!found) throw new Error("There should be a session.");
  session = found;
});
afterEach(() => master.dispose());

const change = (currentPassword: string, to = password) =>
  changeOwnPassword(master.db, session, { currentPassword, password: to }, request, now);

it("takes the new password, refuses the old one, and ends every other session", async () => {
  expect(await change(testPassword)).toEqual({ ended: 1 });
  expect(await master.db.select({ id: sessions.id }).from(sessions)).toEqual([{ id: session.session.id }]);
  const browser = { ...request, userAgent: null, replaces: null };
  const enter = (secret: string) =>
    signIn(master.db, { identifier: "aysel", password: secret }, browser, now);
  expect(await enter(testPassword)).toEqual({ refused: "wrong" });
  expect(await enter(password)).toHaveProperty("session");
});

it("leaves no link by which somebody could choose another one", async () => {
  const user = { id: session.user.id, username: "aysel", state: "active" } as const;
  const token = await write(master.db, master.actor, (tx) =>
    createAccessLink(tx, { user, createdById: null }, now),
  );
  await change(testPassword);
  expect(await findAccessLink(master.db, token, now)).toBeNull();
});

it("lets one of two changes at once win", async () => {
  const outcomes = await Promise.allSettled([change(testPassword), change(testPassword, `${password} 2`)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

it("must know the old one, and is throttled as signing in is", async () => {
  for (let i = 0; i < 5; i++) {
    await expect(change(`guess ${i}`)).rejects.toMatchObject({
      fieldErrors: { currentPassword: "errors.currentPasswordWrong" },
    });
  }
  await expect(change(testPassword)).rejects.toMatchObject({
    code: "tooManyAttempts",
    params: { minutes: 15 },
  });
  expect(await master.db.$count(sessions)).toBe(2);
});

it("refuses a new one that is the old one, or easy to guess", async () => {
  await expect(change(testPassword, testPassword)).rejects.toMatchObject({
    fieldErrors: { password: "errors.password.same" },
  });
  await expect(change(testPassword, "AyselMəmmədova")).rejects.toMatchObject({
    fieldErrors: { password: "errors.password.personal" },
  });
});
