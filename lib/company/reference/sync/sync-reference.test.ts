import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, cities, referenceBases, referenceSync } from "@/drizzle/tenant/schema";
import { archiveReference } from "../archive-reference";
import { deleteReference } from "../delete-reference";
import { editReference } from "../edit-reference";
import { add, addDoctorAt, city, clinic, region, specialization } from "../reference.fixture";
import { restoreReference } from "../restore-reference";
import {
  catalogueOf,
  everything,
  now,
  renamed,
  type SyncedTenant,
  smallCatalogue,
  syncedTenant,
} from "./sync.fixture";
import { syncReference } from "./sync-reference";

const entries = smallCatalogue();
let tenant: SyncedTenant;

beforeEach(async () => {
  tenant = await syncedTenant();
});
afterEach(() => tenant.dispose());

describe("rows of the catalogue", () => {
  it("follow it field by field where the company left them as they were", async () => {
    await tenant.sync(catalogueOf(entries));
    const before = await tenant.copyOf("region", entries.baku);
    const plan = await tenant.sync(
      catalogueOf({ ...entries, baku: { ...entries.baku, nameEn: "Baku", code: "BKU" } }),
    );
    expect(plan.changes).toMatchObject([
      { type: "followed", name: "Bakı", fields: { nameEn: ["Bakı", "Baku"], code: ["BAK", "BKU"] } },
    ]);
    expect(await tenant.copyOf("region", entries.baku)).toMatchObject({
      id: before?.id,
      name: "Bakı",
      nameEn: "Baku",
      code: "BKU",
      searchFolded: "baki baku bku",
      version: 2,
    });
  });

  it("keep what the company edited, follow in the rest, and say where both changed", async () => {
    await tenant.sync(catalogueOf(entries));
    const row = await tenant.copyOf("specialization", entries.cardiologist);
    await tenant.inWrite((tx) =>
      editReference(tx, {
        ...specialization("Ürək həkimi", "CARD"),
        nameEn: "Kardioloq",
        nameRu: "Kardioloq",
        id: row?.id ?? "",
        version: 1,
      }),
    );
    const plan = await tenant.sync(
      catalogueOf({
        ...entries,
        cardiologist: { ...renamed(entries.cardiologist, "Kardioloq-aritmoloq"), nameRu: "Кардиолог" },
      }),
    );
    expect(plan.conflicts).toMatchObject([
      { type: "edited", field: "name", here: "Ürək həkimi", was: "Kardioloq", now: "Kardioloq-aritmoloq" },
    ]);
    expect(await tenant.copyOf("specialization", entries.cardiologist)).toMatchObject({
      name: "Ürək həkimi",
      nameEn: "Kardioloq-aritmoloq",
      nameRu: "Кардиолог",
    });
  });

  it("may change places with each other", async () => {
    await tenant.sync(catalogueOf(entries));
    const { therapist, cardiologist } = entries;
    await tenant.sync(
      catalogueOf({
        ...entries,
        therapist: { ...cardiologist, id: therapist.id },
        cardiologist: { ...therapist, id: cardiologist.id },
      }),
    );
    expect(await tenant.copyOf("specialization", therapist)).toMatchObject({
      name: "Kardioloq",
      code: "CARD",
    });
    expect(await tenant.copyOf("specialization", cardiologist)).toMatchObject({
      name: "Terapevt",
      code: "THER",
    });
  });

  it("move with their entry, but not under the doctors who work there; then once they are gone", async () => {
    await tenant.sync(catalogueOf(entries));
    const north = await tenant.copyOf("region", entries.baku);
    const quba = await tenant.copyOf("city", entries.bakuCity);
    const hospital = await tenant.copyOf("clinic", entries.clinic);
    const surgeon = await tenant.copyOf("specialization", entries.therapist);
    if (!north || !quba || !hospital || !surgeon) throw new Error("Nothing was copied.");
    await addDoctorAt(tenant, { north, quba, hospital, surgeon });
    const moved = catalogueOf({
      ...entries,
      bakuCity: { ...renamed(entries.bakuCity, "Paytaxt"), regionId: entries.ganja.id },
    });
    const plan = await tenant.sync(moved);
    expect(plan.conflicts).toMatchObject([{ type: "doctorsThere", name: "Bakı", doctors: 1, now: "Gəncə" }]);
    expect(await tenant.copyOf("city", entries.bakuCity)).toMatchObject({
      name: "Paytaxt",
      parentId: north.id,
    });

    await tenant.inWrite((tx) => tx.run("DELETE FROM doctors"));
    await tenant.sync(moved);
    const ganja = await tenant.copyOf("region", entries.ganja);
    expect(await tenant.copyOf("city", entries.bakuCity)).toMatchObject({ parentId: ganja?.id });
  });

  it("wait with a name that the company uses, and take it once it is free", async () => {
    await tenant.sync(catalogueOf(entries));
    const own = await add(tenant, specialization("Həkim", "DOC"));
    const next = catalogueOf({ ...entries, therapist: { ...entries.therapist, nameAz: "HƏKİM" } });
    expect((await tenant.sync(next)).conflicts).toMatchObject([
      { type: "taken", field: "name", by: "Həkim" },
    ]);
    expect(await tenant.copyOf("specialization", entries.therapist)).toMatchObject({ name: "Terapevt" });
    await tenant.inWrite((tx) => deleteReference(tx, { kind: "specialization", id: own.id }));
    expect((await tenant.sync(next)).conflicts).toEqual([]);
    expect(await tenant.copyOf("specialization", entries.therapist)).toMatchObject({ name: "HƏKİM" });
  });

  it("stay away once the company deleted them, whatever the catalogue says of them later", async () => {
    await tenant.sync(catalogueOf(entries));
    const row = await tenant.copyOf("specialization", entries.cardiologist);
    await tenant.inWrite((tx) => deleteReference(tx, { kind: "specialization", id: row?.id ?? "" }));
    const plan = await tenant.sync(
      catalogueOf({ ...entries, cardiologist: renamed(entries.cardiologist, "X") }),
    );
    expect(plan.counts).toMatchObject({ added: 0, absent: 1 });
    await tenant.sync(catalogueOf({ ...entries, cardiologist: undefined }));
    await tenant.sync(catalogueOf(entries));
    expect(await tenant.copyOf("specialization", entries.cardiologist)).toBeNull();
  });

  it("are written once: the second time nothing is, not even an event", async () => {
    await tenant.sync(catalogueOf(entries));
    const next = tenant.edition(catalogueOf({ ...entries, baku: renamed(entries.baku, "Paytaxt") }));
    await tenant.inWrite((tx) => syncReference(tx, next, now));
    const before = { ...(await everything(tenant)), events: await tenant.db.select().from(auditEvents) };
    await tenant.inWrite((tx) => syncReference(tx, next, new Date("2027-01-01T00:00:00Z")));
    expect({ ...(await everything(tenant)), events: await tenant.db.select().from(auditEvents) }).toEqual(
      before,
    );
    expect(await tenant.db.select().from(referenceSync)).toMatchObject([
      { edition: 2, syncedAt: now.getTime() },
    ]);
  });

  it("are told in one event, with how many and which", async () => {
    await tenant.sync(catalogueOf({ ...entries, therapist: undefined }));
    await tenant.sync(catalogueOf({ ...entries, baku: { ...entries.baku, nameEn: "Baku" } }));
    const events = await tenant.db.select().from(auditEvents);
    expect(events.map(({ action }) => action)).toEqual(["reference.synced", "reference.synced"]);
    expect(JSON.parse(events[1]?.changes ?? "")).toEqual({
      edition: [1, 2],
      entries: [null, 2],
      added: [null, ["Terapevt"]],
      followed: [null, ["Bakı (Bakı → Baku)"]],
    });
  });
});

describe("what the catalogue offers no more", () => {
  it("goes when nothing names it, from below upwards, and comes back as new", async () => {
    await tenant.sync(catalogueOf(entries));
    const { baku: _, bakuCity: __, clinic: ___, ...rest } = entries;
    const plan = await tenant.sync(catalogueOf(rest));
    expect(plan.changes.map(({ type, kind }) => [type, kind])).toEqual([
      ["removed", "clinic"],
      ["removed", "city"],
      ["removed", "region"],
    ]);
    expect(await tenant.db.$count(referenceBases)).toBe(4);
    expect((await tenant.sync(catalogueOf(entries))).counts).toMatchObject({ added: 3 });
  });

  it("is archived while something of the company's lies in it, and only once", async () => {
    await tenant.sync(catalogueOf(entries));
    const ganja = await tenant.copyOf("region", entries.ganja);
    const own = await add(tenant, city("Hacıkənd", ganja?.id ?? ""));
    const { ganja: _, ganjaCity: __, ...rest } = entries;
    expect((await tenant.sync(catalogueOf(rest))).changes).toMatchObject([
      { type: "removed", kind: "city" },
      { type: "archived", kind: "region", because: "used", below: 1 },
    ]);
    expect(await tenant.db.select().from(cities).where(eq(cities.id, own.id))).toHaveLength(1);
    await tenant.inWrite((tx) => restoreReference(tx, { kind: "region", id: ganja?.id ?? "" }));
    expect((await tenant.sync(catalogueOf(rest))).changes).toEqual([]);
    expect(await tenant.copyOf("region", entries.ganja)).toMatchObject({ archivedAt: null });
  });

  it("is archived rather than removed when the company wrote something into it", async () => {
    await tenant.sync(catalogueOf(entries));
    const row = await tenant.copyOf("clinic", entries.clinic);
    await tenant.inWrite((tx) =>
      editReference(tx, {
        ...clinic("Mərkəzi Klinika", row?.parentId ?? ""),
        nameEn: "Mərkəzi Klinika",
        nameRu: "Mərkəzi Klinika",
        phone: "+994501234567",
        id: row?.id ?? "",
        version: 1,
      }),
    );
    expect((await tenant.sync(catalogueOf({ ...entries, clinic: undefined }))).changes).toMatchObject([
      { type: "archived", kind: "clinic", because: "edited" },
    ]);
    expect(await tenant.copyOf("clinic", entries.clinic)).toMatchObject({ phone: "+994501234567" });
  });

  it("comes out of the archive with the catalogue, unless the company had put it there", async () => {
    await tenant.sync(catalogueOf(entries));
    const rows = [await tenant.copyOf("region", entries.baku), await tenant.copyOf("region", entries.ganja)];
    for (const row of rows) await add(tenant, city("Şəhər", row?.id ?? ""));
    await tenant.inWrite((tx) =>
      archiveReference(tx, { kind: "region", id: rows[1]?.id ?? "" }, new Date(5)),
    );
    const { therapist, cardiologist } = entries;
    await tenant.sync(catalogueOf({ therapist, cardiologist }));
    expect(await tenant.copyOf("region", entries.baku)).toMatchObject({ archivedAt: now.getTime() });
    expect((await tenant.sync(catalogueOf(entries))).counts).toMatchObject({ restored: 1 });
    expect(await tenant.copyOf("region", entries.baku)).toMatchObject({ archivedAt: null });
    expect(await tenant.copyOf("region", entries.ganja)).toMatchObject({ archivedAt: 5 });
  });
});

it("a region of the company's own takes the catalogue's cities in, linked or not", async () => {
  const own = await add(tenant, region("BAKI", "B1"));
  const plan = await tenant.sync(catalogueOf(entries));
  expect(plan.links).toMatchObject([{ kind: "region", rowId: own.id, by: "name" }]);
  expect(await tenant.copyOf("city", entries.bakuCity)).toMatchObject({ parentId: own.id });
  expect((await tenant.sync(catalogueOf(entries))).changes).toEqual([]);
});
