import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setupTokens, users } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { createMasterAdmin, hasMasterAdmin } from "./create-master-admin";
import { createSetupToken, isSetupTokenUsable, redeemSetupToken } from "./setup-token";

const now = new Date("2026-11-21T09:00:00Z");
const nextDay = new Date("2026-11-22T09:00:00Z");
const admin = {
  username: "root",
  email: "root@medadmin.az",
  passwordHash: "$argon2id$x",
  firstName: "Leyla",
  lastName: "Əliyeva",
  locale: "az",
} as const;

let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

const create = () => write(master.db, master.actor, (tx) => createSetupToken(tx, now));
const redeem = (token: string, at = now) =>
  write(master.db, master.actor, (tx) => redeemSetupToken(tx, token, at));
const expired = { code: "setupLinkExpired" };

describe("a setup link", () => {
  it("works once", async () => {
    const token = await create();
    expect(await isSetupTokenUsable(master.db, token, now)).toBe(true);
    await redeem(token);
    expect(await isSetupTokenUsable(master.db, token, now)).toBe(false);
    await expect(redeem(token)).rejects.toMatchObject(expired);
  });

  it("works for one of two who follow it at once", async () => {
    const token = await create();
    const both = await Promise.allSettled([redeem(token), redeem(token)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("runs out after a day, and when a new one is made", async () => {
    const old = await create();
    await expect(redeem(old, nextDay)).rejects.toMatchObject(expired);
    await create();
    expect(await isSetupTokenUsable(master.db, old, now)).toBe(false);
  });

  it("is void as soon as there is a master admin, however they were made", async () => {
    const token = await create();
    await write(master.db, master.actor, (tx) => createMasterAdmin(tx, admin, now));
    expect(await isSetupTokenUsable(master.db, token, now)).toBe(false);
    await expect(redeem(token)).rejects.toMatchObject(expired);
  });

  it("is good again when making the admin failed", async () => {
    const token = await create();
    const failing = write(master.db, master.actor, async (tx) => {
      await redeemSetupToken(tx, token, now);
      throw new Error("disk full");
    });
    await expect(failing).rejects.toThrow("disk full");
    expect(await isSetupTokenUsable(master.db, token, now)).toBe(true);
  });

  it("cannot be read from the database", async () => {
    const token = await create();
    expect(JSON.stringify(await master.db.select().from(setupTokens))).not.toContain(token);
    await expect(redeem("")).rejects.toMatchObject(expired);
  });
});

describe("the first master admin", () => {
  it("is there once made", async () => {
    expect(await hasMasterAdmin(master.db)).toBe(false);
    await write(master.db, master.actor, (tx) => createMasterAdmin(tx, admin, now));
    expect(await hasMasterAdmin(master.db)).toBe(true);
  });

  it("cannot take a name that somebody has", async () => {
    await write(master.db, master.actor, (tx) => createMasterAdmin(tx, admin, now));
    const again = (change: object) =>
      write(master.db, master.actor, (tx) => createMasterAdmin(tx, { ...admin, ...change }, now));
    await expect(again({ email: "other@medadmin.az" })).rejects.toMatchObject({
      params: { field: "username" },
    });
    await expect(again({ username: "other" })).rejects.toMatchObject({ params: { field: "email" } });
    expect(await master.db.$count(users)).toBe(1);
  });
});
