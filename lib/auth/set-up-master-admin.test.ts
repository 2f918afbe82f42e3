import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { users } from "@/drizzle/master/schema";
import { openMaster, write } from "@/lib/databases";
import { createSetupToken } from "@/lib/master/setup/setup-token";
import * as passwords from "@/lib/master/users/password";
import { testEngine } from "@/lib/testing/engine";
import { setUpMasterAdmin } from "./set-up-master-admin";

vi.mock("@/lib/master/users/password", { spy: true });

const now = new Date("2026-11-21T09:00:00Z");
const browser = { address: "203.0.113.9", userAgent: null, requestId: "r1", replaces: null };
const person = { firstName: "Aysel", lastName: "Məmmədova", password: "yeddi ağ göyərçin" };

let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  vi.mocked(passwords.hashPassword).mockClear();
  started = await testEngine();
});
afterEach(() => started.dispose());

const setUp = (setupToken: string, username: string) => {
  const input = { ...person, username, email: `${username}@example.com`, setupToken };
  return setUpMasterAdmin(input, browser, "az", now);
};

it("makes one master admin of the two who follow one link at once", async () => {
  const master = await openMaster();
  const token = await write(master, started.actor, (tx) => createSetupToken(tx, now));
  const outcomes = await Promise.allSettled([setUp(token, "aysel"), setUp(token, "leyla")]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await master.$count(users)).toBe(1);
});

it("does no work for a link that nobody gave out", async () => {
  await expect(setUp("guessed", "aysel")).rejects.toMatchObject({ code: "setupLinkExpired" });
  expect(passwords.hashPassword).not.toHaveBeenCalled();
});
