import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents, users } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { chooseLanguage } from "./choose-language";

let master: Awaited<ReturnType<typeof testMaster>>;
const user = { id: "u1", username: "aysel", locale: "az" } as const;
const choose = (locale: "az" | "en" | "ru") =>
  write(master.db, master.actor, (tx) => chooseLanguage(tx, { user, locale }));

beforeEach(async () => {
  master = await testMaster();
  await write(master.db, master.actor, (tx) =>
    tx.insert(users).values({
      ...user,
      email: "aysel@example.az",
      passwordHash: "x",
      firstName: "Aysel",
      lastName: "Məmmədova",
      passwordChangedAt: 0,
    }),
  );
});
afterEach(() => master.dispose());

it("remembers the language with who changed it from what to what", async () => {
  await choose("ru");
  expect(await master.db.select({ locale: users.locale }).from(users)).toEqual([{ locale: "ru" }]);
  const [event] = await master.db.select().from(auditEvents);
  expect(event).toMatchObject({ action: "user.languageChosen" });
});

it("writes nothing when the language is the same", async () => {
  await choose("az");
  expect(await master.db.$count(auditEvents)).toBe(0);
});
