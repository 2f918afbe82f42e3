import { and, eq, ne, type SQL } from "drizzle-orm";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import { Duplicate } from "@/lib/domain/errors";
import { fold } from "@/lib/domain/folding";
import { referenceTables } from "./kinds";
import type { ReferenceInput } from "./schema";

/**
 * Two rows of one kind never have the same code, nor the same name in the same place, however it is spelled.
 * Archived rows count: they come back.
 * @param id the row that is being edited
 * @throws Duplicate naming the other row
 */
export async function checkUnique(tx: TenantTx, input: ReferenceInput, id = ""): Promise<void> {
  await refuse(tx, input, id, "name", input.name, sameName(input));
  if (input.kind === "region") await refuse(tx, input, id, "code", input.code, eq(regions.code, input.code));
  if (input.kind === "specialization")
    await refuse(tx, input, id, "code", input.code, eq(specializations.code, input.code));
}

function sameName(input: ReferenceInput): SQL | undefined {
  const folded = fold(input.name);
  switch (input.kind) {
    case "region":
      return eq(regions.nameFolded, folded);
    case "city":
      return and(eq(cities.nameFolded, folded), eq(cities.regionId, input.regionId));
    case "clinic":
      return and(eq(clinics.nameFolded, folded), eq(clinics.cityId, input.cityId));
    case "specialization":
      return eq(specializations.nameFolded, folded);
  }
}

async function refuse(
  tx: TenantTx,
  input: ReferenceInput,
  id: string,
  field: string,
  value: string,
  same: SQL | undefined,
) {
  const table = referenceTables[input.kind];
  const [other] = await tx
    .select({ name: table.name, archivedAt: table.archivedAt })
    .from(table)
    .where(and(same, ne(table.id, id)))
    .limit(1);
  if (!other) return;
  throw new Duplicate(
    { field, value, of: other.name },
    other.archivedAt === null ? undefined : "errors.duplicateArchived",
  );
}
