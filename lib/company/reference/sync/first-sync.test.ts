import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { referenceBases, referenceSync, regions, specializations } from "@/drizzle/tenant/schema";
import { deleteReference } from "../delete-reference";
import { populateReference } from "../populate-reference";
import { add, specialization } from "../reference.fixture";
import {
  catalogueOf,
  everything,
  now,
  renamed,
  type SyncedTenant,
  smallCatalogue,
  syncedTenant,
} from "./sync.fixture";

const entries = smallCatalogue();
let tenant: SyncedTenant;

beforeEach(async () => {
  tenant = await syncedTenant();
});
afterEach(() => tenant.dispose());

describe("a database that nothing is remembered of", () => {
  const forget = () =>
    tenant.inWrite(async (tx) => {
      await tx.delete(referenceBases);
      await tx.delete(referenceSync);
    });

  it("follows where its rows say what the catalogue says or once said, and where nobody wrote to them", async () => {
    const once = catalogueOf(entries);
    await tenant.sync(once);
    await forget();
    const next = {
      ...entries,
      baku: { ...entries.baku, nameEn: "Baku" },
      ganja: renamed(entries.ganja, "Gəncə şəhəri"),
      therapist: renamed(entries.therapist, "Həkim-terapevt"),
      cardiologist: renamed(entries.cardiologist, "Həkim-kardioloq"),
    };
    const touch = (id: string, name: string) =>
      tenant.inWrite((tx) =>
        tx.update(specializations).set({ name, version: 2 }).where(eq(specializations.id, id)),
      );
    const therapist = await tenant.copyOf("specialization", entries.therapist);
    await touch(therapist?.id ?? "", "Terapevt");
    const cardiologist = await tenant.copyOf("specialization", entries.cardiologist);
    await touch(cardiologist?.id ?? "", "Ürək həkimi");
    const plan = await tenant.sync(catalogueOf(next), [once]);
    // Nobody wrote to the regions; the therapist was saved, but says what once was said; the cardiologist is edited.
    expect(await tenant.copyOf("region", entries.baku)).toMatchObject({ nameEn: "Baku" });
    expect(await tenant.copyOf("region", entries.ganja)).toMatchObject({ name: "Gəncə şəhəri" });
    expect(await tenant.copyOf("specialization", entries.therapist)).toMatchObject({
      name: "Həkim-terapevt",
    });
    expect(await tenant.copyOf("specialization", entries.cardiologist)).toMatchObject({
      name: "Ürək həkimi",
      nameEn: "Həkim-kardioloq",
    });
    expect(plan.conflicts).toEqual([]);
    expect(plan.edition).toEqual([null, 2]);
  });

  it("keeps a row that somebody saved and whose origin nobody knows", async () => {
    await tenant.sync(catalogueOf(entries));
    await forget();
    const row = await tenant.copyOf("region", entries.ganja);
    await tenant.inWrite((tx) =>
      tx
        .update(regions)
        .set({ nameEn: "Gyanja" })
        .where(eq(regions.id, row?.id ?? "")),
    );
    await tenant.sync(catalogueOf({ ...entries, ganja: { ...entries.ganja, nameEn: "Ganja" } }));
    expect(await tenant.copyOf("region", entries.ganja)).toMatchObject({ nameEn: "Gyanja" });
  });

  it("does not bring back what its history says was deleted, but brings what it merely lacks", async () => {
    await tenant.sync(catalogueOf(entries));
    const row = await tenant.copyOf("specialization", entries.cardiologist);
    await tenant.inWrite((tx) => deleteReference(tx, { kind: "specialization", id: row?.id ?? "" }));
    const own = await add(tenant, specialization("Terapevt 2", "T2"));
    await tenant.inWrite((tx) => deleteReference(tx, { kind: "specialization", id: own.id }));
    await forget();
    const plan = await tenant.sync(
      catalogueOf({
        ...entries,
        therapist: { ...renamed(entries.therapist, "Terapevt 2"), id: own.id, code: "T2" },
      }),
    );
    expect(plan.counts).toMatchObject({ added: 1, absent: 1 });
    expect(await tenant.copyOf("specialization", entries.cardiologist)).toBeNull();
  });

  it("is populated without a change to what is there, and follows from then on", async () => {
    await tenant.sync(catalogueOf({ ...entries, therapist: undefined }));
    await forget();
    const next = tenant.edition(catalogueOf({ ...entries, baku: { ...entries.baku, nameEn: "Baku" } }));
    const populate = () => tenant.inWrite((tx) => populateReference(tx, next, now));
    expect(await populate()).toEqual({ inserted: 1, unchanged: 6, skipped: 0 });
    expect(await tenant.copyOf("region", entries.baku)).toMatchObject({ nameEn: "Bakı", version: 1 });
    const before = await everything(tenant);
    expect(await populate()).toEqual({ inserted: 0, unchanged: 7, skipped: 0 });
    expect(await everything(tenant)).toEqual(before);
    await tenant.sync(next.catalogue);
    expect(await tenant.copyOf("region", entries.baku)).toMatchObject({ nameEn: "Baku" });
  });
});
