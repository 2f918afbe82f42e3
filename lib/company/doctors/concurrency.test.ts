import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { doctors } from "@/drizzle/tenant/schema";
import { write } from "@/lib/databases";
import { testTenant } from "@/lib/testing";
import { addDoctor } from "./add-doctor";
import { form, insertReference, now, type Reference } from "./doctors.fixture";
import { countDoctors } from "./queries";

describe("adding at the same time", () => {
  let tenant: Awaited<ReturnType<typeof testTenant>>;
  let reference: Reference;

  beforeEach(async () => {
    tenant = await testTenant();
    reference = await insertReference(tenant.db, tenant.actor);
  });
  afterEach(() => tenant.dispose());

  const add = (limit: number | null) =>
    write(tenant.db, tenant.actor, (tx) => addDoctor(tx, form(reference), { limit, now }));

  it("lets exactly one of two take the last place of the plan", async () => {
    await add(2);
    const outcomes = await Promise.allSettled([add(2), add(2)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({
      reason: { code: "planLimitReached", params: { limit: 2, used: 2 } },
    });
    expect(await countDoctors(tenant.db)).toBe(2);
  });

  it("gives fifty doctors fifty codes in a row", async () => {
    await Promise.all(Array.from({ length: 50 }, () => add(null)));
    const codes = await tenant.db.select({ code: doctors.code }).from(doctors).orderBy(doctors.code);
    expect(codes.map(({ code }) => code)).toEqual(
      Array.from({ length: 50 }, (_, index) => `D-${String(index + 1).padStart(6, "0")}`),
    );
  });
});
