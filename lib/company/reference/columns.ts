import { eq } from "drizzle-orm";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import type { ReferenceInput } from "./schema";
import { searchColumns } from "./search-columns";

/** A row of any kind as a form describes it, in one shape. */
export function valuesOf(input: ReferenceInput) {
  return {
    name: input.name,
    nameEn: input.nameEn,
    nameRu: input.nameRu,
    code: "code" in input ? input.code : null,
    parentId: input.kind === "city" ? input.regionId : input.kind === "clinic" ? input.cityId : null,
    address: input.kind === "clinic" ? input.address : null,
    phone: input.kind === "clinic" ? input.phone : null,
  };
}

/** The columns every kind has that a form decides on. */
function shared(input: ReferenceInput) {
  const { name, nameEn, nameRu, code } = valuesOf(input);
  return { name, nameEn, nameRu, ...searchColumns({ name, nameEn, nameRu, code }) };
}

export async function insertEntry(tx: TenantTx, id: string, input: ReferenceInput): Promise<void> {
  const row = { id, origin: "company" as const, ...shared(input) };
  switch (input.kind) {
    case "region":
      await tx.insert(regions).values({ ...row, code: input.code });
      break;
    case "city":
      await tx.insert(cities).values({ ...row, regionId: input.regionId });
      break;
    case "clinic":
      await tx
        .insert(clinics)
        .values({ ...row, cityId: input.cityId, address: input.address, phone: input.phone });
      break;
    case "specialization":
      await tx.insert(specializations).values({ ...row, code: input.code });
  }
}

export async function updateEntry(
  tx: TenantTx,
  id: string,
  version: number,
  input: ReferenceInput,
): Promise<void> {
  const row = { version, ...shared(input) };
  switch (input.kind) {
    case "region":
      await tx
        .update(regions)
        .set({ ...row, code: input.code })
        .where(eq(regions.id, id));
      break;
    case "city":
      await tx
        .update(cities)
        .set({ ...row, regionId: input.regionId })
        .where(eq(cities.id, id));
      break;
    case "clinic":
      await tx
        .update(clinics)
        .set({ ...row, cityId: input.cityId, address: input.address, phone: input.phone })
        .where(eq(clinics.id, id));
      break;
    case "specialization":
      await tx
        .update(specializations)
        .set({ ...row, code: input.code })
        .where(eq(specializations.id, id));
  }
}
