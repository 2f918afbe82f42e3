import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { accessLinks, sessions, setupTokens, submissions, users } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { startSession } from "@/lib/master/sessions/start-session";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { removeExpired } from "./remove-expired";

const now = new Date("2026-11-21T09:00:00Z");
const day = 86_400_000;
let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

it("forgets sessions, links and submissions that ran out, and none that still count", async () => {
  const { userId } = await addTestMember(master.db, now);
  const [user] = await master.db.select().from(users).where(eq(users.id, userId));
  if (!user) throw new Error("no user");
  const at = now.getTime();
  const browser = { user, address: null, userAgent: null, replaces: null };
  await write(master.db, master.actor, async (tx) => {
    const old = await startSession(tx, browser, now);
    await tx.update(sessions).set({ expiresAt: at }).where(eq(sessions.id, old.id));
    for (const [name, expiresAt] of [
      ["over", at],
      ["still", at + 1],
    ] as const) {
      await tx.insert(setupTokens).values({ tokenHash: name, expiresAt });
      await tx.insert(accessLinks).values({ tokenHash: name, userId, expiresAt });
    }
    for (const [key, createdAt] of [
      ["over", at - day],
      ["still", at - day + 1],
    ] as const)
      await tx.insert(submissions).values({ key, action: "a", actorId: userId, result: "null", createdAt });
  });
  const live = await write(master.db, master.actor, async (tx) => {
    const kept = await startSession(tx, browser, new Date(at - 1));
    await removeExpired(tx, now);
    return kept;
  });
  expect((await master.db.select().from(sessions)).map(({ id }) => id)).toEqual([live.id]);
  expect((await master.db.select().from(setupTokens)).map((row) => row.tokenHash)).toEqual(["still"]);
  expect((await master.db.select().from(accessLinks)).map((row) => row.tokenHash)).toEqual(["still"]);
  expect((await master.db.select().from(submissions)).map((row) => row.key)).toEqual(["still"]);
});
