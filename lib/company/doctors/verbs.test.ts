import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, cities, clinics, doctors, specializations } from "@/drizzle/tenant/schema";
import { subjectHistory } from "@/lib/company/history/queries";
import { type Actor, type TenantTx, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { testTenant } from "@/lib/testing";
import { type AddedDoctor, addDoctor } from "./add-doctor";
import { archiveDoctor } from "./archive-doctor";
import { archiveDoctors } from "./archive-doctors";
import { form, insertReference, now, type Reference } from "./doctors.fixture";
import { editDoctor } from "./edit-doctor";
import { countDoctors, getDoctor } from "./queries";
import { restoreDoctor } from "./restore-doctor";

const anyNumber = { limit: null, now };
let tenant: Awaited<ReturnType<typeof testTenant>>;
let reference: Reference;

beforeEach(async () => {
  tenant = await testTenant();
  reference = await insertReference(tenant.db, tenant.actor);
});
afterEach(() => tenant.dispose());

const inWrite = <T>(work: (tx: TenantTx) => Promise<T>, actor: Actor = tenant.actor) =>
  write(tenant.db, actor, work);
const add = (change: Record<string, unknown> = {}, limit: number | null = null): Promise<AddedDoctor> =>
  inWrite((tx) => addDoctor(tx, form(reference, change), { limit, now }));
const found = (id: string) => getDoctor(tenant.db, id, "az");
const history = (id: string) => subjectHistory(tenant.db, { type: "doctor", id });

describe("adding a doctor", () => {
  it("keeps every field and hands out the next code", async () => {
    const first = await add({
      phone: "050 212 44 18",
      email: "Aysel@Klinika.az",
      gender: "female",
      category: "A",
      clinicId: reference.central.id,
      notes: "Səhər növbəsi",
    });
    const second = await add();
    expect([first.code, second.code]).toEqual(["D-000001", "D-000002"]);
    expect(await found(first.id)).toMatchObject({
      code: "D-000001",
      firstName: "Aysel",
      lastName: "Məmmədova",
      phone: "+994502124418",
      email: "aysel@klinika.az",
      gender: "female",
      category: "A",
      specialization: "Kardioloq",
      region: "Bakı",
      city: "Bakı",
      clinic: "Bakı Mərkəzi Klinika",
      isActive: true,
      notes: "Səhər növbəsi",
      archivedAt: null,
      version: 1,
      createdAt: now.getTime(),
    });
  });

  it("is told in the history with names instead of ids", async () => {
    const { id } = await add({ clinicId: reference.central.id });
    const [event] = await history(id);
    expect(event).toMatchObject({ action: "doctor.added", actorName: tenant.actor.name });
    const changes = Object.fromEntries((event?.changes ?? []).map(({ field, to }) => [field, to]));
    expect(changes).toEqual({
      firstName: "Aysel",
      lastName: "Məmmədova",
      isActive: true,
      specialization: "Kardioloq",
      region: "Bakı",
      city: "Bakı",
      clinic: "Bakı Mərkəzi Klinika",
    });
  });

  it("refuses a city of another region and a clinic of another city, each at its own field", async () => {
    await expect(add({ cityId: reference.ganjaCity.id })).rejects.toMatchObject({
      code: "invalidInput",
      fieldErrors: { cityId: "errors.city.notInRegion" },
    });
    await expect(add({ clinicId: reference.ganjaClinic.id })).rejects.toMatchObject({
      fieldErrors: { clinicId: "errors.clinic.notInCity" },
    });
    await expect(
      add({ cityId: reference.ganjaCity.id, clinicId: reference.central.id, specializationId: newId() }),
    ).rejects.toMatchObject({
      fieldErrors: {
        cityId: "errors.city.notInRegion",
        clinicId: "errors.clinic.notInCity",
        specializationId: "errors.choose",
      },
    });
    expect(await countDoctors(tenant.db)).toBe(0);
  });

  it("lets the database itself refuse a broken chain, whoever writes", async () => {
    const { id } = await add();
    await expect(
      inWrite((tx) => tx.update(doctors).set({ cityId: reference.ganjaCity.id }).where(eq(doctors.id, id))),
    ).rejects.toThrow();
  });

  it.each([
    ["specializationId", "specialization"],
    ["regionId", "region"],
    ["cityId", "city"],
    ["clinicId", "clinic"],
  ])("refuses what does not exist: %s", async (field) => {
    await expect(add({ [field]: newId() })).rejects.toMatchObject({
      fieldErrors: expect.objectContaining({ [field]: "errors.choose" }),
    });
  });

  it("refuses what is archived, for new choices only", async () => {
    await inWrite(async (tx) => {
      await tx.update(cities).set({ archivedAt: 1 }).where(eq(cities.id, reference.sumqayit.id));
      await tx
        .update(specializations)
        .set({ archivedAt: 1 })
        .where(eq(specializations.id, reference.surgery.id));
    });
    await expect(
      add({ cityId: reference.sumqayit.id, specializationId: reference.surgery.id }),
    ).rejects.toMatchObject({
      fieldErrors: { cityId: "errors.archived", specializationId: "errors.archived" },
    });
  });

  it("stops at the plan's limit, and says how many there are", async () => {
    await add({}, 2);
    await add({}, 2);
    await expect(add({}, 2)).rejects.toMatchObject({
      code: "planLimitReached",
      params: { resource: "doctors", limit: 2, used: 2 },
    });
    expect(await countDoctors(tenant.db)).toBe(2);
  });

  it("never gives a code again: not after an archive, not after a refusal", async () => {
    const { id } = await add();
    await inWrite((tx) => archiveDoctor(tx, id, now));
    await expect(add({ cityId: reference.ganjaCity.id })).rejects.toThrow();
    expect((await add()).code).toBe("D-000002");
    await expect(
      inWrite((tx) => tx.update(doctors).set({ code: "D-000009" }).where(eq(doctors.id, id))),
    ).rejects.toThrow();
  });
});

describe("editing a doctor", () => {
  it("records the fields that changed, from and to, and nothing else", async () => {
    const { id } = await add({ clinicId: reference.central.id });
    const change = { lastName: "Əliyeva", cityId: reference.sumqayit.id, clinicId: "", isActive: false };
    await inWrite((tx) => editDoctor(tx, { ...form(reference, change), id, version: 1 }));
    expect(await found(id)).toMatchObject({
      lastName: "Əliyeva",
      city: "Sumqayıt",
      clinic: null,
      version: 2,
    });
    const [edited] = await history(id);
    expect(edited?.action).toBe("doctor.edited");
    expect(edited?.changes).toEqual([
      { field: "lastName", from: "Məmmədova", to: "Əliyeva" },
      { field: "isActive", from: true, to: false },
      { field: "city", from: "Bakı", to: "Sumqayıt" },
      { field: "clinic", from: "Bakı Mərkəzi Klinika", to: null },
    ]);
  });

  it("writes nothing when nothing changed", async () => {
    const { id } = await add();
    await inWrite((tx) => editDoctor(tx, { ...form(reference), id, version: 1 }));
    expect(await found(id)).toMatchObject({ version: 1 });
    expect(await history(id)).toHaveLength(1);
  });

  it("tells a second editor who changed it since, and keeps what the first one saved", async () => {
    const { id } = await add();
    const leyla: Actor = { ...tenant.actor, name: "Leyla Quliyeva" };
    await inWrite(
      (tx) => editDoctor(tx, { ...form(reference, { firstName: "Aytən" }), id, version: 1 }),
      leyla,
    );
    await expect(
      inWrite((tx) => editDoctor(tx, { ...form(reference, { firstName: "Aynur" }), id, version: 1 })),
    ).rejects.toMatchObject({ code: "staleVersion", params: { changedBy: "Leyla Quliyeva" } });
    expect(await found(id)).toMatchObject({ firstName: "Aytən", version: 2 });
  });

  it("lets a doctor keep a clinic that has been archived since", async () => {
    const { id } = await add({ clinicId: reference.central.id });
    await inWrite((tx) =>
      tx.update(clinics).set({ archivedAt: 1 }).where(eq(clinics.id, reference.central.id)),
    );
    const change = { clinicId: reference.central.id, notes: "yeni" };
    await inWrite((tx) => editDoctor(tx, { ...form(reference, change), id, version: 1 }));
    expect(await found(id)).toMatchObject({ clinic: "Bakı Mərkəzi Klinika", notes: "yeni" });
  });

  it("makes the doctor findable by the new name and no longer by the old one", async () => {
    const { id } = await add();
    await inWrite((tx) => editDoctor(tx, { ...form(reference, { lastName: "Əliyeva" }), id, version: 1 }));
    const terms = await tenant.db.all(
      sql`SELECT term FROM doctor_terms WHERE doctor_id = ${id} ORDER BY term`,
    );
    expect(terms).toEqual(["000001", "1", "aysel", "eliyeva"].map((term) => ({ term })));
  });

  it("finds no doctor that is not there", async () => {
    await expect(
      inWrite((tx) => editDoctor(tx, { ...form(reference), id: newId(), version: 1 })),
    ).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("archiving and restoring", () => {
  it("takes a doctor out of the count and back, and tells both", async () => {
    const { id } = await add();
    await inWrite((tx) => archiveDoctor(tx, id, now));
    expect(await found(id)).toMatchObject({ archivedAt: now.getTime(), version: 2 });
    expect(await countDoctors(tenant.db)).toBe(0);
    await inWrite((tx) => restoreDoctor(tx, id, anyNumber));
    expect(await found(id)).toMatchObject({ archivedAt: null, version: 3 });
    expect((await history(id)).map(({ action }) => action)).toEqual([
      "doctor.restored",
      "doctor.archived",
      "doctor.added",
    ]);
  });

  it("changes nothing the second time", async () => {
    const { id } = await add();
    await inWrite((tx) => archiveDoctor(tx, id, now));
    await inWrite((tx) => archiveDoctor(tx, id, now));
    await inWrite((tx) => restoreDoctor(tx, id, anyNumber));
    await inWrite((tx) => restoreDoctor(tx, id, anyNumber));
    expect(await history(id)).toHaveLength(3);
  });

  it("frees a place in the plan, and restoring needs one", async () => {
    const { id } = await add({}, 1);
    await inWrite((tx) => archiveDoctor(tx, id, now));
    await add({}, 1);
    await expect(inWrite((tx) => restoreDoctor(tx, id, { limit: 1 }))).rejects.toMatchObject({
      code: "planLimitReached",
      params: { limit: 1, used: 1 },
    });
  });

  it("archives several or, when one of them does not exist, none", async () => {
    const [a, b] = [await add(), await add()];
    await expect(inWrite((tx) => archiveDoctors(tx, [a.id, newId()], now))).rejects.toMatchObject({
      code: "notFound",
    });
    expect(await countDoctors(tenant.db)).toBe(2);
    await inWrite((tx) => archiveDoctors(tx, [a.id, b.id], now));
    expect(await countDoctors(tenant.db)).toBe(0);
    const archived = await tenant.db.$count(auditEvents, eq(auditEvents.action, "doctor.archived"));
    expect(archived).toBe(2);
  });
});
