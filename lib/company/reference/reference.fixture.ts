import { doctors } from "@/drizzle/tenant/schema";
import { write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import type { testTenant } from "@/lib/testing";
import { addReference } from "./add-reference";
import type { ReferenceInput } from "./schema";

export type Tenant = Awaited<ReturnType<typeof testTenant>>;

const unnamed = { nameEn: null, nameRu: null };

/** Inputs of each kind, complete but for what a test is about. */
export const region = (name: string, code: string) => ({ kind: "region" as const, ...unnamed, name, code });
export const city = (name: string, regionId: string) => ({
  kind: "city" as const,
  ...unnamed,
  name,
  regionId,
});
export const clinic = (name: string, cityId: string) => ({
  kind: "clinic" as const,
  ...unnamed,
  name,
  cityId,
  address: null,
  phone: null,
});
export const specialization = (name: string, code: string) => ({
  kind: "specialization" as const,
  ...unnamed,
  name,
  code,
});

export const add = ({ db, actor }: Tenant, input: ReferenceInput) =>
  write(db, actor, (tx) => addReference(tx, input));

/** A region with a city with a clinic, and a specialization. */
export async function addPlaces(tenant: Tenant) {
  const north = await add(tenant, region("Şimal", "NORTH"));
  const quba = await add(tenant, city("Quba", north.id));
  const hospital = await add(tenant, clinic("Quba Xəstəxanası", quba.id));
  const surgeon = await add(tenant, specialization("Cərrah", "SURG"));
  return { north, quba, hospital, surgeon };
}
export type Places = Awaited<ReturnType<typeof addPlaces>>;

let lastCode = 0;

/** A doctor who works there. */
export async function addDoctorAt(
  { db, actor }: Tenant,
  places: Places,
  change: { archivedAt?: number; clinicId?: null } = {},
) {
  const code = `D-${String(++lastCode).padStart(6, "0")}`;
  await write(db, actor, (tx) =>
    tx.insert(doctors).values({
      id: newId(),
      code,
      firstName: "Aysel",
      lastName: "Məmmədova",
      regionId: places.north.id,
      cityId: places.quba.id,
      clinicId: places.hospital.id,
      specializationId: places.surgeon.id,
      nameSort: code,
      searchFolded: "aysel memmedova",
      ...change,
    }),
  );
}
