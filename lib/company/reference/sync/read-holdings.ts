import { and, count, inArray, notInArray, sql } from "drizzle-orm";
import {
  auditEvents,
  cities,
  clinics,
  doctors,
  referenceBases,
  referenceSync,
  regions,
  specializations,
} from "@/drizzle/tenant/schema";
import type { TenantDb, TenantTx } from "@/lib/databases";
import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { doctorColumns, type ReferenceKind, referenceKinds } from "../kinds";
import { type DeletedEntry, type HeldBase, type HeldRow, type Holdings, readBase } from "./holdings";
import { entryKey, itemsOf } from "./values";

type Reader = TenantDb | TenantTx;

/** All that a synchronization looks at; doctors are counted only where the catalogue would move or take a row. */
export async function readHoldings(db: Reader, { catalogue }: CatalogueEdition): Promise<Holdings> {
  const bases = await basesOf(db);
  const rows = (await Promise.all(referenceKinds.map((kind) => rowsOf(db, kind)))).flat();
  const doctorsOf = await countDoctors(db, rows.filter(mayLoseItsPlace(itemsOf(catalogue), bases)));
  const [sync] = await db.select({ edition: referenceSync.edition }).from(referenceSync);
  return {
    rows: rows.map((row) => ({ ...row, doctors: doctorsOf.get(row.id) ?? 0 })),
    bases,
    deleted: bases.length === 0 && rows.length > 0 ? await deletedEntries(db) : [],
    edition: sync?.edition ?? null,
  };
}

async function basesOf(db: Reader): Promise<HeldBase[]> {
  const rows = await db
    .select({
      kind: referenceBases.kind,
      catalogueId: referenceBases.catalogueId,
      base: referenceBases.base,
      withdrawnAt: referenceBases.withdrawnAt,
    })
    .from(referenceBases);
  return rows.map(({ base, ...row }) => ({ ...row, ...readBase(base) }));
}

async function rowsOf(db: Reader, kind: ReferenceKind): Promise<HeldRow[]> {
  const none = sql<string | null>`NULL`;
  const shared = <T extends typeof regions | typeof cities | typeof clinics | typeof specializations>(
    table: T,
  ) => ({
    id: table.id,
    catalogueId: table.catalogueId,
    name: table.name,
    nameEn: table.nameEn,
    nameRu: table.nameRu,
    archivedAt: table.archivedAt,
    version: table.version,
    pristine: sql<number>`${table.version} = 1 AND ${table.updatedAt} = ${table.createdAt}`,
  });
  const bare = { code: none, isoCode: none, parentId: none, noted: sql<number>`0` };
  const select = () => {
    switch (kind) {
      case "region":
        return db
          .select({
            ...shared(regions),
            ...bare,
            code: sql<string | null>`${regions.code}`,
            isoCode: regions.isoCode,
          })
          .from(regions);
      case "city":
        return db
          .select({ ...shared(cities), ...bare, parentId: sql<string | null>`${cities.regionId}` })
          .from(cities);
      case "clinic":
        return db
          .select({
            ...shared(clinics),
            ...bare,
            parentId: sql<string | null>`${clinics.cityId}`,
            noted: sql<number>`${clinics.address} IS NOT NULL OR ${clinics.phone} IS NOT NULL`,
          })
          .from(clinics);
      case "specialization":
        return db
          .select({ ...shared(specializations), ...bare, code: sql<string | null>`${specializations.code}` })
          .from(specializations);
    }
  };
  const rows = await select();
  return rows.map(({ pristine, noted, ...row }) => ({
    ...row,
    kind,
    pristine: Boolean(pristine),
    noted: Boolean(noted),
    doctors: 0,
  }));
}

/** Rows whose entry is gone, or lies elsewhere than it did. */
function mayLoseItsPlace(items: ReturnType<typeof itemsOf>, bases: readonly HeldBase[]) {
  const offered = new Map(items.map((item) => [entryKey(item.kind, item.catalogueId), item.values.parentId]));
  const before = new Map(bases.map((base) => [entryKey(base.kind, base.catalogueId), base.values.parentId]));
  return ({ kind, catalogueId }: HeldRow) => {
    if (catalogueId === null) return false;
    const place = offered.get(entryKey(kind, catalogueId));
    return place === undefined || place !== before.get(entryKey(kind, catalogueId));
  };
}

async function countDoctors(db: Reader, rows: readonly HeldRow[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const kind of referenceKinds) {
    const ids = rows.filter((row) => row.kind === kind).map(({ id }) => id);
    const column = doctorColumns[kind];
    for (let from = 0; from < ids.length; from += 1_000) {
      const found = await db
        .select({ id: column, doctors: count() })
        .from(doctors)
        .where(inArray(column, ids.slice(from, from + 1_000)))
        .groupBy(column);
      for (const { id, doctors: n } of found) if (id !== null) counted.set(id, n);
    }
  }
  return counted;
}

/** What the company deleted of what it had been given: rows it added itself have an event that says so. */
async function deletedEntries(db: Reader): Promise<DeletedEntry[]> {
  const added = db
    .select({ id: auditEvents.subjectId })
    .from(auditEvents)
    .where(
      inArray(
        auditEvents.action,
        referenceKinds.map((kind) => `${kind}.added`),
      ),
    );
  const events = await db
    .select({ action: auditEvents.action, changes: auditEvents.changes })
    .from(auditEvents)
    .where(
      and(
        inArray(
          auditEvents.action,
          referenceKinds.map((kind) => `${kind}.deleted`),
        ),
        notInArray(auditEvents.subjectId, added),
      ),
    );
  return events.flatMap(({ action, changes }) => {
    const kind = referenceKinds.find((each) => action === `${each}.deleted`);
    const { name, code } = JSON.parse(changes) as Record<string, readonly unknown[] | undefined>;
    return kind ? [{ kind, name: textOf(name), code: textOf(code) }] : [];
  });
}

const textOf = (change: readonly unknown[] | undefined) =>
  typeof change?.[0] === "string" ? change[0] : null;
