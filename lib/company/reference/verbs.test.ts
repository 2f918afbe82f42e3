import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, clinics, regions } from "@/drizzle/tenant/schema";
import { write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { testTenant } from "@/lib/testing";
import { archiveReference } from "./archive-reference";
import { deleteReference } from "./delete-reference";
import { editReference } from "./edit-reference";
import type { ReferenceKind } from "./kinds";
import {
  add,
  addDoctorAt,
  addPlaces,
  city,
  clinic,
  type Places,
  region,
  specialization,
  type Tenant,
} from "./reference.fixture";
import { restoreReference } from "./restore-reference";
import type { ReferenceEdit } from "./schema";

const now = new Date("2026-11-21T10:00:00Z");
let tenant: Tenant;
let places: Places;

beforeEach(async () => {
  tenant = await testTenant();
  places = await addPlaces(tenant);
});
afterEach(() => tenant.dispose());

const edit = (input: ReferenceEdit) => write(tenant.db, tenant.actor, (tx) => editReference(tx, input));
const archive = (kind: ReferenceKind, id: string) =>
  write(tenant.db, tenant.actor, (tx) => archiveReference(tx, { kind, id }, now));
const restore = (kind: ReferenceKind, id: string) =>
  write(tenant.db, tenant.actor, (tx) => restoreReference(tx, { kind, id }));
const remove = (kind: ReferenceKind, id: string) =>
  write(tenant.db, tenant.actor, (tx) => deleteReference(tx, { kind, id }));
const lastEvent = async () => {
  const events = await tenant.db.select().from(auditEvents).orderBy(asc(auditEvents.seq));
  const last = events.at(-1);
  return (
    last && {
      action: last.action,
      subject: last.subjectId,
      label: last.subjectLabel,
      changes: JSON.parse(last.changes),
    }
  );
};

describe("addReference", () => {
  it("adds a row of the company's own that is found, sorted and recorded", async () => {
    const added = await add(tenant, {
      ...clinic("Şəfa Klinikası", places.quba.id),
      nameRu: "Клиника Шафа",
      phone: "+994501234567",
    });
    expect(added).toMatchObject({ origin: "company", catalogueId: null, version: 1, archivedAt: null });
    expect(added).toMatchObject({
      nameFolded: "sefa klinikasi",
      searchFolded: "sefa klinikasi клиника шафа",
      nameSort: "s~e~fa klinikash~~",
    });
    expect(await lastEvent()).toEqual({
      action: "clinic.added",
      subject: added.id,
      label: "Şəfa Klinikası",
      changes: {
        name: [null, "Şəfa Klinikası"],
        nameRu: [null, "Клиника Шафа"],
        phone: [null, "+994501234567"],
        city: [null, "Quba"],
      },
    });
  });

  it.each(["ŞİMAL", "simal", " Şimal "])("refuses %s beside Şimal and says so at the name", async (name) => {
    await expect(add(tenant, region(name.trim(), "N2"))).rejects.toMatchObject({
      code: "duplicate",
      params: { of: "Şimal" },
      fieldErrors: { name: "errors.duplicateField" },
    });
  });

  it("refuses a code that is taken", async () => {
    await expect(add(tenant, specialization("Onkoloq", "SURG"))).rejects.toMatchObject({
      params: { of: "Cərrah" },
      fieldErrors: { code: "errors.duplicateField" },
    });
  });

  it("takes the same name in another place for another row", async () => {
    const south = await add(tenant, region("Cənub", "SOUTH"));
    await expect(add(tenant, city("Quba", south.id))).resolves.toMatchObject({ name: "Quba" });
    await expect(add(tenant, city("QUBA", places.north.id))).rejects.toMatchObject({ code: "duplicate" });
  });

  it("points at the archive when the namesake is there", async () => {
    await archive("region", places.north.id);
    await expect(add(tenant, region("Şimal", "N2"))).rejects.toMatchObject({
      fieldErrors: { name: "errors.duplicateArchived" },
    });
  });

  it("refuses a parent that does not exist or cannot be chosen any more", async () => {
    await expect(add(tenant, city("Xınalıq", newId()))).rejects.toMatchObject({
      fieldErrors: { regionId: "errors.choose" },
    });
    await expect(add(tenant, clinic("X", places.north.id))).rejects.toMatchObject({
      fieldErrors: { cityId: "errors.choose" },
    });
    await archive("region", places.north.id);
    await expect(add(tenant, city("Xınalıq", places.north.id))).rejects.toMatchObject({
      fieldErrors: { regionId: "errors.archived" },
    });
    await expect(add(tenant, clinic("X", places.quba.id))).rejects.toMatchObject({
      fieldErrors: { cityId: "errors.archived" },
    });
  });

  it("writes nothing when it refuses", async () => {
    const events = await tenant.db.$count(auditEvents);
    await expect(add(tenant, region("Şimal", "N2"))).rejects.toThrow();
    expect(await tenant.db.$count(auditEvents)).toBe(events);
    expect(await tenant.db.$count(regions)).toBe(1);
  });
});

describe("editReference", () => {
  it("saves and records what changed, by names", async () => {
    const xacmaz = await add(tenant, city("Xaçmaz", places.north.id));
    const { hospital } = places;
    const saved = await edit({
      ...clinic("Xaçmaz Xəstəxanası", xacmaz.id),
      address: "Nizami 1",
      id: hospital.id,
      version: 1,
    });
    expect(saved).toMatchObject({
      name: "Xaçmaz Xəstəxanası",
      parentId: xacmaz.id,
      version: 2,
      nameFolded: "xacmaz xestexanasi",
    });
    expect(await lastEvent()).toMatchObject({
      action: "clinic.edited",
      changes: {
        name: ["Quba Xəstəxanası", "Xaçmaz Xəstəxanası"],
        address: [null, "Nizami 1"],
        city: ["Quba", "Xaçmaz"],
      },
    });
  });

  it("writes nothing when nothing changed", async () => {
    const events = await tenant.db.$count(auditEvents);
    expect(await edit({ ...region("Şimal", "NORTH"), id: places.north.id, version: 1 })).toMatchObject({
      version: 1,
    });
    expect(await tenant.db.$count(auditEvents)).toBe(events);
  });

  it("tells the second of two editors who was first", async () => {
    await edit({ ...region("Şimal bölgəsi", "NORTH"), id: places.north.id, version: 1 });
    await expect(
      edit({ ...region("Şimali", "NORTH"), id: places.north.id, version: 1 }),
    ).rejects.toMatchObject({
      code: "staleVersion",
      params: { changedBy: tenant.actor.name, changedAt: expect.any(Number) },
    });
    const [row] = await tenant.db.select().from(regions);
    expect(row?.name).toBe("Şimal bölgəsi");
  });

  it("may keep its own name in another spelling, but not take another's", async () => {
    await add(tenant, region("Cənub", "SOUTH"));
    await expect(
      edit({ ...region("ŞİMAL", "NORTH"), id: places.north.id, version: 1 }),
    ).resolves.toMatchObject({ name: "ŞİMAL" });
    await expect(
      edit({ ...region("cenub", "NORTH"), id: places.north.id, version: 2 }),
    ).rejects.toMatchObject({ code: "duplicate" });
  });

  it("stays in an archived region, but does not move into one", async () => {
    const south = await add(tenant, region("Cənub", "SOUTH"));
    await archive("region", places.north.id);
    await archive("region", south.id);
    await expect(
      edit({ ...city("Quba şəhəri", places.north.id), id: places.quba.id, version: 1 }),
    ).resolves.toMatchObject({ version: 2 });
    await expect(edit({ ...city("Quba", south.id), id: places.quba.id, version: 2 })).rejects.toMatchObject({
      fieldErrors: { regionId: "errors.archived" },
    });
  });

  it("does not move to another region with doctors in it", async () => {
    const south = await add(tenant, region("Cənub", "SOUTH"));
    await addDoctorAt(tenant, places);
    await expect(edit({ ...city("Quba", south.id), id: places.quba.id, version: 1 })).rejects.toMatchObject({
      fieldErrors: { regionId: "errors.movesDoctors" },
      params: { doctors: 1 },
    });
  });

  it("leaves a row of the catalogue one", async () => {
    await write(tenant.db, tenant.actor, (tx) =>
      tx
        .update(regions)
        .set({ origin: "catalogue", catalogueId: newId() })
        .where(eq(regions.id, places.north.id)),
    );
    const saved = await edit({ ...region("Şimal-Şərq", "NE"), id: places.north.id, version: 1 });
    expect(saved).toMatchObject({ origin: "catalogue", name: "Şimal-Şərq", code: "NE" });
  });

  it("says that a row is gone, and that an id of another kind is none", async () => {
    await expect(edit({ ...region("X", "XX"), id: newId(), version: 1 })).rejects.toMatchObject({
      code: "notFound",
    });
    await expect(edit({ ...region("X", "XX"), id: places.quba.id, version: 1 })).rejects.toMatchObject({
      code: "notFound",
    });
  });
});

describe("archiveReference and restoreReference", () => {
  it("archive with the time, restore, and record each once", async () => {
    expect(await archive("region", places.north.id)).toMatchObject({ archivedAt: now.getTime(), version: 2 });
    expect(await lastEvent()).toMatchObject({ action: "region.archived", label: "Şimal" });
    expect(await archive("region", places.north.id)).toMatchObject({ version: 2 });
    expect(await restore("region", places.north.id)).toMatchObject({ archivedAt: null, version: 3 });
    expect(await lastEvent()).toMatchObject({ action: "region.restored" });
    expect(await tenant.db.$count(auditEvents)).toBe(6);
  });

  it("archive what is in use", async () => {
    await addDoctorAt(tenant, places);
    await expect(archive("clinic", places.hospital.id)).resolves.toMatchObject({ archivedAt: now.getTime() });
  });
});

describe("deleteReference", () => {
  it("refuses what doctors, cities or clinics name, archived doctors too, and counts them", async () => {
    await addDoctorAt(tenant, places);
    await addDoctorAt(tenant, places, { archivedAt: 1 });
    await addDoctorAt(tenant, places, { clinicId: null });
    const refused = (counts: object) => ({
      code: "inUse",
      params: { doctors: 3, cities: 0, clinics: 0, ...counts },
    });
    await expect(remove("region", places.north.id)).rejects.toMatchObject(
      refused({ type: "region", cities: 1 }),
    );
    await expect(remove("city", places.quba.id)).rejects.toMatchObject(refused({ type: "city", clinics: 1 }));
    await expect(remove("clinic", places.hospital.id)).rejects.toMatchObject(
      refused({ type: "clinic", doctors: 2 }),
    );
    await expect(remove("specialization", places.surgeon.id)).rejects.toMatchObject(
      refused({ id: places.surgeon.id }),
    );
  });

  it("removes what nothing names and records what it was", async () => {
    await remove("clinic", places.hospital.id);
    expect(await tenant.db.$count(clinics)).toBe(0);
    await remove("city", places.quba.id);
    await remove("region", places.north.id);
    expect(await lastEvent()).toEqual({
      action: "region.deleted",
      subject: places.north.id,
      label: "Şimal",
      changes: { name: ["Şimal", null], code: ["NORTH", null] },
    });
    await expect(remove("region", places.north.id)).rejects.toMatchObject({ code: "notFound" });
  });
});
