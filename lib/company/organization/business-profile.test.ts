import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, organization } from "@/drizzle/tenant/schema";
import { write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { testTenant } from "@/lib/testing";
import { readBusinessProfile } from "./queries";
import { saveBusinessProfile } from "./save-business-profile";
import { type BusinessProfileInput, businessProfileInput } from "./schema";
import { skipOnboarding } from "./skip-onboarding";

const now = new Date("2026-11-21T09:00:00Z");
const baku = "Asia/Baku";
const profile: BusinessProfileInput = {
  name: "Mərkəzi Klinika MMC",
  businessNumber: "1234567890",
  businessType: "clinic",
  legalStructure: "llc",
  country: "AZ",
  foundedOn: "2011-05-28",
  version: 1,
};

let tenant: Awaited<ReturnType<typeof testTenant>>;
beforeEach(async () => {
  tenant = await testTenant();
});
afterEach(() => tenant.dispose());

const save = (input: BusinessProfileInput, at = now, zone = baku) =>
  write(tenant.db, tenant.actor, (tx) => saveBusinessProfile(tx, input, at, zone));
const skip = (at = now) => write(tenant.db, tenant.actor, (tx) => skipOnboarding(tx, at));
const audit = async () => tenant.db.select().from(auditEvents);
const row = async () => (await tenant.db.select().from(organization).where(eq(organization.one, 1)))[0];

/** What an attempt was refused with. */
async function refusal(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isDomainError(error) ? { code: error.code, params: error.params, fields: error.fieldErrors } : error;
}

describe("saveBusinessProfile", () => {
  it("keeps the profile beside the member who owns it, and notes when it was first filled in", async () => {
    await save(profile);
    expect(await readBusinessProfile(tenant.db)).toMatchObject({
      ...profile,
      version: 2,
      profiledAt: now.getTime(),
      owner: { id: tenant.actor.id, firstName: "Aysel" },
    });
  });

  it("tells the audit what changed, by whom, and that it was the first time", async () => {
    await save(profile);
    await save({ ...profile, foundedOn: "2011-05-29", version: 2 });
    const [first, second, ...more] = await audit();
    expect(more).toEqual([]);
    expect(first).toMatchObject({ action: "organization.profiled", actorName: "Aysel Məmmədova" });
    expect(JSON.parse(first?.changes ?? "")).toMatchObject({ name: ["Test Hospital", profile.name] });
    expect(second).toMatchObject({ action: "organization.edited" });
    expect(JSON.parse(second?.changes ?? "")).toEqual({ foundedOn: ["2011-05-28", "2011-05-29"] });
    expect((await row())?.profiledAt).toBe(now.getTime());
  });

  it("writes nothing when nothing changed", async () => {
    await save(profile);
    await save({ ...profile, version: 2 });
    expect(await audit()).toHaveLength(1);
    expect((await row())?.version).toBe(2);
  });

  it("counts a first save as filled in, even with what registration already knew", async () => {
    const known = await readBusinessProfile(tenant.db);
    await save({ ...profile, name: known.name });
    expect((await row())?.profiledAt).toBe(now.getTime());
  });

  it("refuses a form opened before somebody else saved, naming them", async () => {
    await save(profile);
    expect(await refusal(save({ ...profile, name: "Older" }))).toMatchObject({
      code: "staleVersion",
      params: { changedBy: "Aysel Məmmədova" },
    });
    expect((await row())?.name).toBe(profile.name);
  });

  it("takes today in the company's zone, and refuses tomorrow", async () => {
    const lateEvening = new Date("2026-11-20T21:00:00Z");
    await save({ ...profile, foundedOn: "2026-11-21" }, lateEvening);
    expect(
      await refusal(save({ ...profile, foundedOn: "2026-11-22", version: 2 }, lateEvening)),
    ).toMatchObject({
      code: "invalidInput",
      fields: { foundedOn: "errors.date.future" },
    });
    expect(
      await refusal(save({ ...profile, version: 2, foundedOn: "2026-11-21" }, lateEvening, "UTC")),
    ).toMatchObject({
      fields: { foundedOn: "errors.date.future" },
    });
  });

  it("refuses a year nobody founded anything in", async () => {
    expect(await refusal(save({ ...profile, foundedOn: "0201-05-28" }))).toMatchObject({
      fields: { foundedOn: "errors.date.tooEarly" },
    });
  });
});

describe("skipOnboarding", () => {
  it("notes when, once", async () => {
    await skip();
    await skip(new Date(now.getTime() + 1_000));
    expect((await row())?.onboardingSkippedAt).toBe(now.getTime());
    expect((await audit()).map((event) => event.action)).toEqual(["onboarding.skipped"]);
  });

  it("does nothing once the profile is filled in", async () => {
    await save(profile);
    await skip();
    expect((await row())?.onboardingSkippedAt).toBeNull();
  });

  it("leaves an open form of the profile valid", async () => {
    await skip();
    await save(profile);
    expect((await row())?.profiledAt).toBe(now.getTime());
  });

  it("never leaves a timestamp empty", async () => {
    await skip();
    await save(profile);
    const saved = await row();
    expect(saved?.createdAt).toBeGreaterThan(0);
    expect(saved?.updatedAt).toBeGreaterThanOrEqual(saved?.createdAt ?? Number.NaN);
  });
});

describe("businessProfileInput", () => {
  const typed = {
    name: " A  Klinika ",
    businessType: "clinic",
    legalStructure: "llc",
    country: "AZ",
    version: "3",
  };
  const problems = (change: Record<string, unknown>) => {
    const { error } = businessProfileInput.safeParse({ ...typed, ...change });
    return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));
  };

  it("reads a form as it was typed; number and date may be left out", () => {
    expect(businessProfileInput.parse(typed)).toEqual({
      name: "A Klinika",
      businessNumber: null,
      businessType: "clinic",
      legalStructure: "llc",
      country: "AZ",
      foundedOn: null,
      version: 3,
    });
    const more = { ...typed, businessNumber: "12 3456 7890", foundedOn: "28.05.2011" };
    expect(businessProfileInput.parse(more)).toMatchObject({
      businessNumber: "1234567890",
      foundedOn: "2011-05-28",
    });
  });

  it("asks for the rest, and refuses what is not on a list", () => {
    expect(problems({ name: undefined, businessType: undefined })).toEqual({
      name: "errors.required",
      businessType: "errors.choose",
    });
    expect(problems({ country: "XX", legalStructure: "gmbh" })).toEqual({
      legalStructure: "errors.choose",
      country: "errors.choose",
    });
    expect(problems({ businessNumber: "123456789" })).toEqual({ businessNumber: "errors.voen.invalid" });
    expect(problems({ foundedOn: "31.02.2011" })).toEqual({ foundedOn: "errors.date.invalid" });
  });
});
