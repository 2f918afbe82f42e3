import { isNull, sql } from "drizzle-orm";
import { cities, clinics, doctors, regions, specializations } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { indexColumns } from "@/lib/company/doctors/index-columns";
import { nextDoctorCodes } from "@/lib/company/doctors/next-code";
import type { DoctorInput } from "@/lib/company/doctors/schema";
import { type Actor, recordAudit, type TenantDb, type TenantTx, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { mailName, makePerson, makePhone } from "./people";
import type { Random } from "./random";

/** Where a made-up doctor can work; never empty, since every company begins with the catalogue. */
interface Places {
  readonly cities: NonEmpty<{ id: string; regionId: string; clinics: readonly string[] }>;
  readonly capital: Places["cities"][number];
  readonly specializations: NonEmpty<string>;
}
type NonEmpty<T> = readonly [T, ...T[]];

/** Adds doctors one by one, as people do, so that each has a history. */
export async function addDemoDoctors(
  db: TenantDb,
  actor: Actor,
  count: number,
  random: Random,
  now: Date,
): Promise<void> {
  const places = await findPlaces(db);
  const inputs = Array.from({ length: count }, () => makeDoctor(random, places));
  await inChunks(inputs, 50, (chunk) =>
    write(db, actor, async (tx) => {
      for (const input of chunk) await addDoctor(tx, input, { limit: null, now });
    }),
  );
}

/** Adds many doctors at once, for load: one audit event for each few hundred of them. */
export async function fillDoctors(
  db: TenantDb,
  actor: Actor,
  count: number,
  random: Random,
  now: Date,
): Promise<void> {
  const places = await findPlaces(db);
  const inputs = Array.from({ length: count }, () => makeDoctor(random, places));
  await inChunks(inputs, 500, (chunk) => write(db, actor, (tx) => insertDoctors(tx, chunk, now)));
}

async function insertDoctors(tx: TenantTx, inputs: readonly DoctorInput[], now: Date): Promise<void> {
  const codes = await nextDoctorCodes(tx, inputs.length);
  const at = now.getTime();
  const rows = inputs.map((input, index) => {
    const code = codes[index] ?? "";
    return { ...input, id: newId(), code, ...indexColumns({ ...input, code }), createdAt: at, updatedAt: at };
  });
  await tx.insert(doctors).values(rows);
  await recordAudit(tx, {
    action: "doctor.generated",
    subject: { type: "doctor", id: rows[0]?.id ?? "", label: `${rows.length} demo doctors` },
  });
}

function makeDoctor(random: Random, places: Places): DoctorInput {
  const person = makePerson(random);
  // Half of the country's doctors work in its capital.
  const city = random.oneIn(2) ? places.capital : random.pick(places.cities);
  const [clinic, ...otherClinics] = city.clinics;
  return {
    ...person,
    phone: makePhone(random),
    email: random.oneIn(5) ? null : `${mailName(person)}@mail.example`,
    category: random.oneIn(4) ? null : random.pick(["A", "B", "C"]),
    specializationId: random.pick(places.specializations),
    regionId: city.regionId,
    cityId: city.id,
    clinicId: clinic === undefined || random.oneIn(4) ? null : random.pick([clinic, ...otherClinics]),
    isActive: !random.oneIn(12),
    notes: null,
  };
}

async function findPlaces(db: TenantDb): Promise<Places> {
  const [cityRows, clinicRows, specializationRows] = await Promise.all([
    db
      .select({ id: cities.id, regionId: cities.regionId, regionCode: regions.code, sort: cities.nameSort })
      .from(cities)
      .innerJoin(regions, sql`${regions.id} = ${cities.regionId}`)
      .where(isNull(cities.archivedAt))
      .orderBy(cities.nameSort, regions.code),
    db
      .select({ id: clinics.id, cityId: clinics.cityId })
      .from(clinics)
      .where(isNull(clinics.archivedAt))
      .orderBy(clinics.nameSort),
    db
      .select({ id: specializations.id })
      .from(specializations)
      .where(isNull(specializations.archivedAt))
      .orderBy(specializations.nameSort),
  ]);
  const withClinics = cityRows.map((city) => ({
    ...city,
    clinics: clinicRows.filter((clinic) => clinic.cityId === city.id).map((clinic) => clinic.id),
  }));
  const places = nonEmpty(withClinics, "city");
  return {
    cities: places,
    capital: places.find((city) => city.regionCode === "BAK") ?? places[0],
    specializations: nonEmpty(
      specializationRows.map((row) => row.id),
      "specialization",
    ),
  };
}

function nonEmpty<T>(rows: readonly T[], what: string): NonEmpty<T> {
  const [first, ...rest] = rows;
  if (first === undefined) throw new Error(`The company has no ${what} to choose from.`);
  return [first, ...rest];
}

async function inChunks<T>(
  rows: readonly T[],
  size: number,
  perform: (rows: T[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += size) await perform(rows.slice(from, from + size));
}
