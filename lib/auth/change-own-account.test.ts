import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { users } from "@/drizzle/master/schema";
import { testMaster } from "@/lib/testing";
import { addTestMember, testPassword } from "@/lib/testing/people";
import { changeOwnAccount } from "./change-own-account";

const now = new Date("2026-11-21T09:00:00Z");
const given = { firstName: "Leyla", lastName: "Əliyeva", locale: "en" } as const;
const was = "leyla@example.com";

// The environment is read once.
const folder = mkdtempSync(join(tmpdir(), "medadmin-account-"));
vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
vi.stubEnv("DATA_DIR", folder);
vi.stubEnv("PUBLIC_URL", "https://medadmin.example");

let master: Awaited<ReturnType<typeof testMaster>>;
let userId: string;
beforeEach(async () => {
  master = await testMaster();
  ({ userId } = await addTestMember(master.db, now, { username: "leyla" }));
});
afterEach(() => {
  master.dispose();
  rmSync(join(folder, "outbox"), { recursive: true, force: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

const account = async () => {
  const [row] = await master.db.select().from(users).where(eq(users.id, userId));
  if (!row) throw new Error("The account is gone.");
  return row;
};
async function change(email: string, currentPassword: string) {
  const { version } = await account();
  const owner = { master: master.db, actor: { ...master.actor, id: userId }, user: { id: userId }, now };
  return changeOwnAccount(owner, { ...given, email, version, currentPassword });
}

it("takes another address only with the password, and counts wrong ones as signing in does", async () => {
  await expect(change("new@example.com", "")).rejects.toMatchObject({
    fieldErrors: { currentPassword: "errors.required" },
  });
  for (let i = 0; i < 5; i++)
    await expect(change("new@example.com", `guess ${i}`)).rejects.toMatchObject({
      fieldErrors: { currentPassword: "errors.currentPasswordWrong" },
    });
  await expect(change("new@example.com", testPassword)).rejects.toMatchObject({ code: "tooManyAttempts" });
  expect(await account()).toMatchObject({ email: was, firstName: "Aysel" });
});

it("asks for no password where the address stays, and tells nobody", async () => {
  expect(await change(was, "")).toBeNull();
  expect(await account()).toMatchObject({ email: was, firstName: "Leyla" });
});

it("takes no other address without the password from who saves the form twice at once", async () => {
  const { version } = await account();
  const owner = { master: master.db, actor: { ...master.actor, id: userId }, user: { id: userId }, now };
  const save = (email: string, at: number) =>
    changeOwnAccount(owner, { ...given, email, version: at, currentPassword: "" });
  // The second is of the version that the first is about to make.
  const [first, second] = await Promise.allSettled([
    save(was, version),
    save("new@example.com", version + 1),
  ]);
  expect(first.status).toBe("fulfilled");
  expect(second).toMatchObject({ reason: { code: "staleVersion" } });
  expect(await account()).toMatchObject({ email: was, version: version + 1 });
});

it("tells the earlier address, in the language of the account, and not which the new one is", async () => {
  const tell = await change("new@example.com", testPassword);
  expect((await account()).email).toBe("new@example.com");
  await tell?.();
  const [file = ""] = readdirSync(join(folder, "outbox"));
  const letter = readFileSync(join(folder, "outbox", file), "utf8");
  expect(letter).toContain(`<${was}>`);
  expect(letter).toContain("The email address of your MedAdmin account was changed");
  expect(letter).toContain("21.11.2026 13:00");
  expect(letter).not.toContain("new@example.com");
  expect(letter).toContain("https://medadmin.example/login");
});

it("tells nobody of a change that was refused", async () => {
  const { email } = await addTestMember(master.db, now, { username: "other" });
  await expect(change(email, testPassword)).rejects.toMatchObject({ params: { field: "email" } });
  expect(() => readdirSync(join(folder, "outbox"))).toThrow("ENOENT");
});
