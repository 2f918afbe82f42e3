import { eq } from "drizzle-orm";
import { referenceBases } from "@/drizzle/tenant/schema";
import { type TenantTx, write } from "@/lib/databases";
import type { Catalogue, CatalogueEdition, CatalogueEntry } from "@/lib/domain/catalogue";
import { newId } from "@/lib/domain/id";
import { testTenant } from "@/lib/testing";
import { type ReferenceKind, referenceKinds, referenceTables } from "../kinds";
import { findEntry } from "../require-entry";
import { syncReference } from "./sync-reference";

export const now = new Date("2026-11-21T10:00:00Z");

const named = (name: string, code: string): CatalogueEntry => ({
  id: newId(),
  code,
  nameAz: name,
  nameEn: name,
  nameRu: name,
});

/** Two regions with a city each, a clinic in the first, two specializations. */
export function smallCatalogue() {
  const baku = { ...named("Bakı", "BAK"), isoCode: "AZ-BA" };
  const ganja = { ...named("Gəncə", "GAN"), isoCode: "AZ-GA" };
  const bakuCity = { ...named("Bakı", "BAK"), regionId: baku.id };
  const ganjaCity = { ...named("Gəncə", "GAN"), regionId: ganja.id };
  const clinic = { ...named("Mərkəzi Klinika", "BMK"), cityId: bakuCity.id };
  const therapist = named("Terapevt", "THER");
  const cardiologist = named("Kardioloq", "CARD");
  return { baku, ganja, bakuCity, ganjaCity, clinic, therapist, cardiologist };
}
export type Entries = ReturnType<typeof smallCatalogue>;

/** The catalogue of these entries; those that are left out are withdrawn. */
export function catalogueOf(entries: { [E in keyof Entries]?: Entries[E] | undefined }): Catalogue {
  const { baku, ganja, bakuCity, ganjaCity, clinic, therapist, cardiologist } = entries;
  const there = <T>(all: readonly (T | undefined)[]) => all.filter((each) => each !== undefined);
  return {
    hash: "",
    regions: there([baku, ganja]),
    cities: there([bakuCity, ganjaCity]),
    clinics: there([clinic]),
    specializations: there([therapist, cardiologist]),
  };
}

export const renamed = <T extends CatalogueEntry>(entry: T, name: string): T => ({
  ...entry,
  nameAz: name,
  nameEn: name,
  nameRu: name,
});

/** A company with nothing in it, and editions of the catalogue to bring it up to. */
export async function syncedTenant() {
  const tenant = await testTenant();
  let number = 0;
  const edition = (catalogue: Catalogue, formerly: readonly Catalogue[] = []): CatalogueEdition => ({
    number: ++number,
    catalogue,
    formerly,
  });
  const inWrite = <T>(work: (tx: TenantTx) => Promise<T>) => write(tenant.db, tenant.actor, work);
  const sync = (catalogue: Catalogue, formerly: readonly Catalogue[] = []) => {
    const to = edition(catalogue, formerly);
    return inWrite((tx) => syncReference(tx, to, now));
  };
  /** The company's copy of an entry. */
  const copyOf = async (kind: ReferenceKind, { id }: { id: string }) => {
    const table = referenceTables[kind];
    const [row] = await tenant.db.select({ id: table.id }).from(table).where(eq(table.catalogueId, id));
    return row ? findEntry(tenant.db, kind, row.id) : null;
  };
  return { ...tenant, edition, inWrite, sync, copyOf };
}
export type SyncedTenant = Awaited<ReturnType<typeof syncedTenant>>;

/** Every row and everything that is remembered, as it stands. */
export async function everything({ db }: Pick<SyncedTenant, "db">) {
  const rows = await Promise.all(
    referenceKinds.map((kind) => db.select().from(referenceTables[kind]).orderBy(referenceTables[kind].id)),
  );
  const bases = await db
    .select()
    .from(referenceBases)
    .orderBy(referenceBases.kind, referenceBases.catalogueId);
  return { rows, bases };
}
