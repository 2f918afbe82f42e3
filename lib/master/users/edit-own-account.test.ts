import { afterEach, beforeEach, expect, it } from "vitest";
import { accessLinks, auditEvents, users } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { createAccessLink } from "../access/create-access-link";
import { editOwnAccount } from "./edit-own-account";
import { findOwnAccount } from "./own-account";

const now = new Date("2026-11-21T09:00:00Z");
const given = { firstName: "Leyla", lastName: "Əliyeva", email: "leyla@example.com", locale: "ru" } as const;

let master: Awaited<ReturnType<typeof testMaster>>;
let userId: string;
beforeEach(async () => {
  master = await testMaster();
  ({ userId } = await addTestMember(master.db, now, { username: "leyla" }));
});
afterEach(() => master.dispose());

const version = async () => (await findOwnAccount(master.db, userId))?.version ?? 0;
const edit = (change: { version: number; email?: string }) =>
  write(master.db, master.actor, (tx) => editOwnAccount(tx, { ...given, userId, ...change }));
const edits = async () =>
  (await master.db.select().from(auditEvents)).filter(({ action }) => action === "user.edited");

it("keeps what changed and tells the audit from what to what", async () => {
  expect(await edit({ version: await version() })).toEqual({ changed: true });
  expect(await findOwnAccount(master.db, userId)).toMatchObject(given);
  expect(JSON.parse((await edits())[0]?.changes ?? "")).toEqual({
    firstName: ["Aysel", "Leyla"],
    lastName: ["Məmmədova", "Əliyeva"],
    locale: ["az", "ru"],
  });
});

it("changes nothing, and tells nothing, when nothing is new", async () => {
  await edit({ version: await version() });
  expect(await edit({ version: await version() })).toEqual({ changed: false });
  expect(await edits()).toHaveLength(1);
});

it("refuses an email that somebody has, and a form that is older than the account", async () => {
  const { email } = await addTestMember(master.db, now, { username: "other" });
  await expect(edit({ version: await version(), email: email })).rejects.toMatchObject({
    params: { field: "email" },
  });
  const before = await version();
  await edit({ version: before });
  await expect(edit({ version: before })).rejects.toMatchObject({ code: "staleVersion" });
  expect(await master.db.$count(users)).toBe(2);
});

it("lets no link work that was sent to an earlier address", async () => {
  const user = { id: userId, username: "leyla", state: "active" } as const;
  await write(master.db, master.actor, (tx) => createAccessLink(tx, { user, createdById: null }, now));
  await edit({ version: await version() });
  expect(await master.db.$count(accessLinks)).toBe(1);
  await edit({ version: await version(), email: "new@example.com" });
  expect(await master.db.$count(accessLinks)).toBe(0);
});
