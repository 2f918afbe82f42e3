import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { accessLinks, auditEvents, sessions, users } from "@/drizzle/master/schema";
import { type Actor, write } from "@/lib/databases";
import { env } from "@/lib/env";
import { sendAccessLink } from "@/lib/journeys/send-access-link";
import { testMaster } from "@/lib/testing";
import { addTestMember, testPassword } from "@/lib/testing/people";
import { choosePassword } from "./choose-password";
import { forgotPassword } from "./forgot-password";
import { signIn } from "./sign-in";

const now = new Date("2026-11-21T09:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const request = { address: "203.0.113.9", requestId: "r1" };
const browser = { ...request, userAgent: null, replaces: null };
const baseUrl = "https://medadmin.example";
const password = "yeddi ağ göyərçin";
const expired = { code: "accessLinkExpired" };

let folder: string;
let master: Awaited<ReturnType<typeof testMaster>>;
let userId: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-mail-"));
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
  vi.spyOn(await import("@/lib/env"), "env").mockReturnValue({ ...env(), dataDir: folder });
  master = await testMaster();
  ({ userId } = await addTestMember(master.db, now, { username: "aysel" }));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  master.dispose();
  rmSync(folder, { recursive: true });
});

const outbox = () => join(folder, "outbox");
const letters = () =>
  readdirSync(outbox()).map((name) =>
    readFileSync(join(outbox(), name), "utf8")
      .replaceAll("=\r\n", "")
      .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll("=", ""), "hex").toString()),
  );
const tokenIn = (letter: string) => /\/access\/([\w-]+)/.exec(letter)?.[1] ?? "";
const send = (at = now, createdBy = master.actor) =>
  sendAccessLink(master.db, { userId, createdBy }, at, baseUrl);
const choose = (accessToken: string, at = now, chosen = password) =>
  choosePassword(master.db, { accessToken, password: chosen }, request, at);
const forgot = (identifier: string, address: string | null = request.address, at = now) =>
  forgotPassword(master.db, { identifier, baseUrl }, { ...request, address }, at);
async function newToken(at = now) {
  rmSync(outbox(), { recursive: true, force: true });
  await send(at);
  return tokenIn(letters()[0] ?? "");
}

describe("an access link", () => {
  it("is in the mail alone: not in the answer, the database or the audit", async () => {
    expect(await send()).toEqual({ delivery: "kept", isRepeat: false });
    const token = tokenIn(letters()[0] ?? "");
    expect(token).toMatch(/^[\w-]{43}$/);
    const kept = [await master.db.select().from(accessLinks), await master.db.select().from(auditEvents)];
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(kept[1]?.map((row) => "action" in row && row.action)).toContain("access-link.created");
  });

  it("gives a new password, ends every session, and leaves the waiting after wrong ones behind", async () => {
    const enter = (secret: string) =>
      signIn(master.db, { identifier: "aysel", password: secret }, browser, now);
    await enter(testPassword);
    for (let attempt = 0; attempt < 5; attempt++) await enter("wrong");
    await choose(await newToken());
    expect(await master.db.$count(sessions)).toBe(0);
    expect(await enter(password)).toHaveProperty("session");
    expect(await enter(testPassword)).toEqual({ refused: "wrong" });
  });

  it("works once, also for two who follow it at once", async () => {
    const token = await newToken();
    const both = await Promise.allSettled([choose(token), choose(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(choose(token)).rejects.toMatchObject(expired);
  });

  it("runs out after a day, and when a later one is sent", async () => {
    const first = await newToken();
    await expect(choose(first, later(24))).rejects.toMatchObject(expired);
    await newToken();
    await expect(choose(first)).rejects.toMatchObject(expired);
    await expect(choose("")).rejects.toMatchObject(expired);
  });

  it("is still good when the password was too easy to guess", async () => {
    const token = await newToken();
    await expect(choose(token, now, "aysel məmmədova 1")).rejects.toMatchObject({ code: "invalidInput" });
    await choose(token);
  });

  it("lets nobody in who is locked, whenever that happened", async () => {
    const token = await newToken();
    await write(master.db, master.actor, (tx) =>
      tx.update(users).set({ state: "locked" }).where(eq(users.id, userId)),
    );
    await expect(choose(token)).rejects.toMatchObject(expired);
    await expect(send()).rejects.toMatchObject({ code: "accountLocked" });
  });

  it("says who had it sent, in the person's language", async () => {
    const { userId: adminId } = await addTestMember(master.db, now, { username: "operator" });
    await send(now, { ...master.actor, id: adminId });
    expect(letters()[0]).toContain("MedAdmin-i idarə edənlər");
    const [row] = await master.db.select().from(accessLinks);
    expect(row).toMatchObject({ userId, createdById: adminId });
  });
});

describe("a link that an admin has sent", () => {
  let admin: Actor;
  beforeEach(async () => {
    const { userId: id } = await addTestMember(master.db, now, { username: "operator" });
    admin = { ...master.actor, id };
  });

  it("is one, in one letter, when the form arrives twice, also at once", async () => {
    await Promise.all([send(now, admin), send(now, admin)]);
    expect(await send(later(0.01), admin)).toEqual({ delivery: "kept", isRepeat: true });
    expect(letters()).toHaveLength(1);
    await choose(tokenIn(letters()[0] ?? ""));
  });

  it("is another one a minute later, or when the first is gone", async () => {
    await send(now, admin);
    await send(later(0.02), admin);
    expect(letters()).toHaveLength(2);
    await (await forgot("aysel", request.address, later(0.02)))();
    expect(await send(later(0.02), admin)).toMatchObject({ isRepeat: false });
  });

  it("is none when it could not go out, so that asking again sends one", async () => {
    const mail = await import("@/lib/mail/send-mail");
    vi.spyOn(mail, "sendMail").mockRejectedValueOnce(new Error("no room"));
    await expect(send(now, admin)).rejects.toThrow("no room");
    expect(await send(now, admin)).toEqual({ delivery: "kept", isRepeat: false });
  });
});

describe("who forgot a password", () => {
  it("gets a letter when there is such an account, and nobody learns whether there is", async () => {
    await (await forgot("AYSEL@example.com"))();
    await (await forgot("nobody@example.com"))();
    await (await forgot("nobody"))();
    expect(letters()).toHaveLength(1);
    expect(letters()[0]).toContain("https://medadmin.example/access/");
  });

  it("fills no mailbox: three in a quarter of an hour, however the account is named", async () => {
    for (const name of ["aysel", "aysel@example.com", "Aysel"]) await forgot(name);
    for (const name of ["aysel", "aysel@example.com"])
      await expect(forgot(name, "198.51.100.7")).rejects.toMatchObject({ code: "tooManyAttempts" });
    for (let attempt = 0; attempt < 3; attempt++) await forgot("nobody", "198.51.100.8");
    await expect(forgot("nobody", "198.51.100.8")).rejects.toMatchObject({ code: "tooManyAttempts" });
    await forgot("aysel", null, later(0.3));
  });

  it("gets no letter while locked, and none from an installation that does not know its address", async () => {
    await write(master.db, master.actor, (tx) =>
      tx.update(users).set({ state: "locked" }).where(eq(users.id, userId)),
    );
    await (await forgot("aysel"))();
    expect(readdirSync(folder)).toEqual([]);
    await expect(
      forgotPassword(master.db, { identifier: "aysel", baseUrl: null }, request, now),
    ).rejects.toMatchObject({ code: "addressUnknown" });
  });
});

it("the outbox is for the operator's eyes only", async () => {
  await send();
  const [name = ""] = readdirSync(outbox());
  expect(name).toMatch(/^2026-11-21T09-00-00\.000Z-[0-9a-f]{8}\.eml$/);
  expect(statSync(join(outbox(), name)).mode & 0o777).toBe(0o600);
  expect(statSync(outbox()).mode & 0o777).toBe(0o700);
});
