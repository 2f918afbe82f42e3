import { eq } from "drizzle-orm";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import type { ReferenceKind } from "../kinds";
import { searchColumns } from "../search-columns";
import type { RowValues } from "./plan";

/** Writes what the catalogue knows of a row; what only the company knows (address, phone, archive) stays. */
export async function updateRow(
  tx: TenantTx,
  kind: ReferenceKind,
  id: string,
  { values, version }: { values: RowValues; version: number },
): Promise<void> {
  const named = { version, ...columnsOf(values) };
  const { code, isoCode, parentId } = values;
  switch (kind) {
    case "region":
      await tx
        .update(regions)
        .set({ ...named, code: code ?? "", isoCode })
        .where(eq(regions.id, id));
      break;
    case "city":
      await tx
        .update(cities)
        .set({ ...named, regionId: parentId ?? "" })
        .where(eq(cities.id, id));
      break;
    case "clinic":
      await tx
        .update(clinics)
        .set({ ...named, cityId: parentId ?? "" })
        .where(eq(clinics.id, id));
      break;
    case "specialization":
      await tx
        .update(specializations)
        .set({ ...named, code: code ?? "" })
        .where(eq(specializations.id, id));
  }
}

/** Rows that change places with each other would meet on the way: their ids are names and codes that nobody has. */
export async function parkRow(tx: TenantTx, kind: ReferenceKind, id: string): Promise<void> {
  switch (kind) {
    case "region":
      await tx.update(regions).set({ nameFolded: id, code: id }).where(eq(regions.id, id));
      break;
    case "city":
      await tx.update(cities).set({ nameFolded: id }).where(eq(cities.id, id));
      break;
    case "clinic":
      await tx.update(clinics).set({ nameFolded: id }).where(eq(clinics.id, id));
      break;
    case "specialization":
      await tx.update(specializations).set({ nameFolded: id, code: id }).where(eq(specializations.id, id));
  }
}

export interface NewRow {
  readonly rowId: string;
  readonly catalogueId: string;
  readonly values: RowValues;
}

/** @param at ms UTC */
export async function insertRows(
  tx: TenantTx,
  kind: ReferenceKind,
  added: readonly NewRow[],
  at: number,
): Promise<void> {
  const rows = added.map(({ rowId, catalogueId, values }) => ({
    id: rowId,
    ...columnsOf(values),
    origin: "catalogue" as const,
    catalogueId,
    createdAt: at,
    updatedAt: at,
    code: values.code ?? "",
    isoCode: values.isoCode,
    regionId: values.parentId ?? "",
    cityId: values.parentId ?? "",
  }));
  // A statement takes at most 32,766 values.
  for (let from = 0; from < rows.length; from += 1_000) {
    const chunk = rows.slice(from, from + 1_000);
    switch (kind) {
      case "region":
        await tx.insert(regions).values(chunk);
        break;
      case "city":
        await tx.insert(cities).values(chunk);
        break;
      case "clinic":
        await tx.insert(clinics).values(chunk);
        break;
      case "specialization":
        await tx.insert(specializations).values(chunk);
    }
  }
}

function columnsOf({ name, nameEn, nameRu, code }: RowValues) {
  return { name, nameEn, nameRu, ...searchColumns({ name, nameEn, nameRu, code }) };
}
