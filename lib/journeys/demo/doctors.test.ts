import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditEvents, cities, doctors } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { write } from "@/lib/databases";
import { testTenant } from "@/lib/testing";
import { addDemoDoctors, fillDoctors } from "./doctors";
import { randomFrom } from "./random";

const now = new Date("2026-03-02T08:00:00Z");
const names = {
  firstName: doctors.firstName,
  lastName: doctors.lastName,
  phone: doctors.phone,
  city: cities.name,
};

describe("demo doctors", () => {
  it("added one by one each have a history", async () => {
    const { db, actor } = await testTenant({ catalogue: true });
    await addDemoDoctors(db, actor, 12, randomFrom(1), now);
    expect(await db.$count(doctors)).toBe(12);
    expect(await db.$count(auditEvents, eq(auditEvents.action, "doctor.added"))).toBe(12);
  });

  it("are the same whichever way they were added, for the same seed", async () => {
    const [one, other] = await Promise.all([
      testTenant({ catalogue: true }),
      testTenant({ catalogue: true }),
    ]);
    await addDemoDoctors(one.db, one.actor, 30, randomFrom(5), now);
    await fillDoctors(other.db, other.actor, 30, randomFrom(5), now);
    const all = ({ db }: typeof one) =>
      db.select(names).from(doctors).innerJoin(cities, eq(cities.id, doctors.cityId)).orderBy(doctors.code);
    expect(await all(other)).toEqual(await all(one));
  });

  it("filled in by the thousand leave the codes that follow to others", async () => {
    const { db, actor } = await testTenant({ catalogue: true });
    await fillDoctors(db, actor, 1_200, randomFrom(9), now);
    expect(await db.$count(doctors)).toBe(1_200);
    const [some] = await db.select().from(doctors).limit(1);
    if (!some) throw new Error("There is no doctor.");
    const added = await write(db, actor, (tx) => addDoctor(tx, some, { limit: null, now }));
    expect(added.code).toBe("D-001201");
  });
});
