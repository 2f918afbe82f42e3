import { cities, specializations } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { parseDoctorFilter } from "@/lib/company/doctors/filter";
import { listDoctors } from "@/lib/company/doctors/list-doctors";
import { populateReference } from "@/lib/company/reference/populate-reference";
import { openTenant, startEngine, stopEngine, type TemplateContent, type TenantTx } from "@/lib/databases";
import type { ServerFactories } from "@/lib/databases/start-engine";
import { catalogue } from "@/lib/master/catalogue/catalogue";

const doctorsEach = 200;

export const filledContent = async () => ({ hash: `strain ${doctorsEach}`, fill });

/** Runs `work` on an engine of its own whose new databases have the catalogue and so many doctors in them. */
export async function withFilledEngine<T>(
  dataDir: string,
  work: () => Promise<T>,
  servers: ServerFactories = {},
): Promise<T> {
  const place = { dataDir, kek: "a key-encryption key that only benches use" };
  await startEngine({ place, content: filledContent, servers });
  try {
    return await work();
  } finally {
    await stopEngine();
  }
}

/** What the page of doctors asks its company's database: 25 of so many rows, joined, and how many there are. */
export async function pageOfDoctors(companyId: string): Promise<void> {
  const { rows } = await listDoctors(await openTenant(companyId), parseDoctorFilter({}), "az");
  if (rows.length !== 25) throw new Error(`A page has ${rows.length} rows.`);
}

const fill: TemplateContent["fill"] = async (tx) => {
  const now = new Date();
  await populateReference(tx, { number: 1, catalogue, formerly: [] }, now);
  await addDoctors(tx, doctorsEach, now);
};

/** One by one, each with its history, as an import does. */
export async function addDoctors(tx: TenantTx, count: number, now: Date): Promise<void> {
  const [city] = await tx.select().from(cities).limit(1);
  const [specialization] = await tx.select().from(specializations).limit(1);
  if (!city || !specialization) throw new Error("There is no catalogue.");
  const place = { specializationId: specialization.id, regionId: city.regionId, cityId: city.id };
  const nothing = { email: null, gender: null, category: null, clinicId: null, notes: null } as const;
  for (let number = 0; number < count; number++) {
    const name = { firstName: "Aysel", lastName: `Məmmədova ${number}` };
    const phone = `+99450${String(1_000_000 + number)}`;
    await addDoctor(tx, { ...nothing, ...name, ...place, phone, isActive: true }, { limit: null, now });
  }
}
