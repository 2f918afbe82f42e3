import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { jobs, users } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, openMaster, write } from "@/lib/databases";
import { addCompanyMember } from "@/lib/journeys/add-member";
import { seedPlans } from "@/lib/master/plans/seed";
import { closingLetterInput, closingLetterJobKind } from "@/lib/master/removals/closing-letters";
import { addUser } from "@/lib/master/users/add-user";
import { testEngine } from "@/lib/testing/engine";
import { registerTestCompany } from "@/lib/testing/impersonation";
import { beginClosing, takeBack } from "../close-company";
import { remindOfClosing } from "./remind-of-closing";
import { sendClosingLetter } from "./send-closing-letter";

// The environment is read once.
const folder = mkdtempSync(join(tmpdir(), "medadmin-letters-"));
vi.stubEnv("DATA_DIR", folder);
vi.stubEnv("PUBLIC_URL", "https://medadmin.example");
const outbox = join(folder, "outbox");

const now = new Date("2026-11-21T09:00:00Z");
const after = (days: number) => new Date(now.getTime() + days * 86_400_000);
const operator: Actor = { id: null, name: "Leyla Operator", address: null, requestId: null };

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let city: Awaited<ReturnType<typeof registerTestCompany>>;
let owner: Actor;
let second: string;
let number = 0;

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
});
afterAll(async () => {
  await started.dispose();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  number++;
  city = await registerTestCompany(master, `nigar${number}`);
  owner = { id: city.ownerId, name: "Nigar Hüseynova", address: null, requestId: null };
  const person = { firstName: "Ann", lastName: "Smith", passwordHash: "$argon2id$x", locale: "en" } as const;
  ({ id: second } = await write(master, started.actor, (tx) =>
    addUser(tx, { ...person, username: `ann${number}`, email: `ann${number}@example.com` }, now),
  ));
  const place = { companyId: city.companyId, userId: second, role: "owner" } as const;
  await addCompanyMember({ master, actor: operator, on: "platform" }, place, now);
});
afterEach(async () => {
  await takeBack(master, operator, { companyId: city.companyId, by: "operator" }, now);
  rmSync(outbox, { recursive: true, force: true });
});

const planned = async () =>
  (await master.select().from(jobs).where(eq(jobs.companyId, city.companyId)))
    .filter(({ kind }) => kind === closingLetterJobKind)
    .map(({ input }) => closingLetterInput.parse(JSON.parse(input)));
const send = async (about: string, at = now) =>
  Promise.all(
    (await planned())
      .filter((letter) => letter.about === about)
      .map((letter) => sendClosingLetter(master, letter, at)),
  );
/** As a mail program shows them. */
const letters = () =>
  (readdirSync(folder).includes("outbox") ? readdirSync(outbox) : []).map((name) =>
    Buffer.from(
      readFileSync(join(outbox, name), "latin1")
        .replaceAll("=\r\n", "")
        .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
      "latin1",
    ).toString(),
  );
const letterTo = (name: string) => letters().find((text) => text.includes(`<${name}${number}@example.com>`));
const companyId = () => city.companyId;

it("each owner is told in their own language that the company closes, until when, and how to call it off", async () => {
  await beginClosing(master, owner, { companyId: companyId(), reason: "We move" }, now);
  expect(await send("closing")).toEqual(["kept", "kept"]);
  const english = letterTo("ann");
  expect(english).toContain(`Hospital of nigar${number} is closing and will be deleted on 21.12.2026`);
  expect(english).toContain("Nigar Hüseynova asked for it on 21.11.2026. Reason: We move");
  expect(english).toContain("Take the company back");
  expect(english).toContain("https://medadmin.example/login");
  expect(letterTo("nigar")).toContain("«Şirkəti geri qaytar»");
});

it("who was closed by an operator is told whom to write to", async () => {
  await beginClosing(master, operator, { companyId: companyId(), reason: "Not paid for a year" }, now);
  await send("closing");
  expect(letterTo("ann")).toContain("only by the people who run MedAdmin");
  expect(letterTo("ann")).not.toContain("Take the company back");
});

it("a letter that is sent again after a crash is the same letter", async () => {
  await beginClosing(master, owner, { companyId: companyId(), reason: "We move" }, now);
  await send("closing");
  await send("closing", after(1));
  expect(letters()).toHaveLength(2);
  expect(letters()[0]).toMatch(/Message-ID: <[0-9a-f]{32}@medadmin\.example>/);
});

it("a week before the end every owner is reminded once, and nobody sooner or after it", async () => {
  await beginClosing(master, owner, { companyId: companyId(), reason: "We move" }, now);
  expect(await remindOfClosing(started.actor, after(22))).toBe(0);
  expect(await remindOfClosing(started.actor, after(23))).toBe(2);
  expect(await remindOfClosing(started.actor, after(24))).toBe(0);
  expect(await remindOfClosing(started.actor, after(31))).toBe(0);
  expect(await send("reminder", after(23))).toEqual(["kept", "kept"]);
  expect(letterTo("ann")).toContain("will be deleted on 21.12.2026");
});

it("a company that was taken back tells that, and nothing of its closing any more", async () => {
  await beginClosing(master, owner, { companyId: companyId(), reason: "We move" }, now);
  await remindOfClosing(started.actor, after(23));
  await takeBack(master, owner, { companyId: companyId(), by: "owner" }, after(24));
  expect(await send("closing", after(24))).toEqual([null, null]);
  expect(await send("reminder", after(24))).toEqual([null, null]);
  expect(await send("reopened", after(24))).toEqual(["kept", "kept"]);
  expect(letterTo("ann")).toContain(`Hospital of nigar${number} is open again`);
  expect(await remindOfClosing(started.actor, after(25))).toBe(0);
});

it("nobody is written to who cannot sign in, or owns the company no longer", async () => {
  await beginClosing(master, owner, { companyId: companyId(), reason: "We move" }, now);
  await write(master, started.actor, (tx) =>
    tx.update(users).set({ state: "locked" }).where(eq(users.id, second)),
  );
  await send("closing");
  expect(letters()).toHaveLength(1);
  expect(letterTo("ann")).toBeUndefined();
});

it("nothing is planned for a closing that did not happen", async () => {
  await beginClosing(master, owner, { companyId: companyId(), reason: "We move" }, now);
  await beginClosing(master, owner, { companyId: companyId(), reason: "Again" }, now);
  expect(await planned()).toHaveLength(2);
});
