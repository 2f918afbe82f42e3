import { eq } from "drizzle-orm";
import { cities, regions } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import type { ReferenceEntry } from "./require-entry";
import type { ReferenceInput } from "./schema";
import { usesOf } from "./uses";

/**
 * The region of a city, the city of a clinic: it must be there, and not be archived unless the row is in it already.
 * A row that doctors work in stays where it is, since their own region and city would no longer fit.
 * @returns the parent's name, null for kinds without one
 * @throws Invalid
 */
export async function checkParent(
  tx: TenantTx,
  input: ReferenceInput,
  before: ReferenceEntry | null,
): Promise<string | null> {
  if (input.kind !== "city" && input.kind !== "clinic") return null;
  const field = input.kind === "city" ? "regionId" : "cityId";
  const parentId = input.kind === "city" ? input.regionId : input.cityId;
  const parent = input.kind === "city" ? await findRegion(tx, parentId) : await findCity(tx, parentId);
  if (!parent) throw new Invalid(field, "errors.choose");
  if (before?.parentId === parentId) return parent.name;

  if (parent.archived) throw new Invalid(field, "errors.archived");
  if (before) {
    const { doctors } = await usesOf(tx, input.kind, before.id);
    if (doctors > 0) throw new Invalid(field, "errors.movesDoctors", { doctors });
  }
  return parent.name;
}

async function findRegion(tx: TenantTx, id: string) {
  const [region] = await tx
    .select({ name: regions.name, archivedAt: regions.archivedAt })
    .from(regions)
    .where(eq(regions.id, id));
  return region && { name: region.name, archived: region.archivedAt !== null };
}

/** A city in an archived region is out of the selects like the region itself. */
async function findCity(tx: TenantTx, id: string) {
  const [city] = await tx
    .select({ name: cities.name, archivedAt: cities.archivedAt, above: regions.archivedAt })
    .from(cities)
    .innerJoin(regions, eq(regions.id, cities.regionId))
    .where(eq(cities.id, id));
  return city && { name: city.name, archived: city.archivedAt !== null || city.above !== null };
}

/** What a row's parent is called; null where there is none. */
export async function parentName(tx: TenantTx, { kind, parentId }: ReferenceEntry): Promise<string | null> {
  if (parentId === null) return null;
  const parent = kind === "city" ? await findRegion(tx, parentId) : await findCity(tx, parentId);
  return parent?.name ?? null;
}
