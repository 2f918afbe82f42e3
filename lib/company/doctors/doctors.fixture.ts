import { sql } from "drizzle-orm";
import { cities, clinics, doctorCategories, regions, specializations } from "@/drizzle/tenant/schema";
import { type Actor, type TenantDb, type TenantTx, write } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import { newId } from "@/lib/domain/id";
import { sortKey } from "@/lib/domain/sorting";
import { indexColumns } from "./index-columns";
import { type DoctorInput, doctorInput } from "./schema";

export const now = new Date("2026-11-05T08:00:00Z");

const reference = (name: string, nameEn: string | null = null) => ({
  id: newId(),
  name,
  nameEn,
  nameFolded: fold(name),
  searchFolded: fold(name),
  nameSort: sortKey(name),
  origin: "company" as const,
});

/** Reference rows of the tests: two regions, three cities, three clinics, three specializations. */
export async function insertReference(db: TenantDb, actor: Actor) {
  const rows = {
    baku: { ...reference("Bakı", "Baku"), code: "BAK" },
    ganja: { ...reference("Gəncə", "Ganja"), code: "GAN" },
    cardiology: { ...reference("Kardioloq", "Cardiologist"), code: "CARD" },
    surgery: { ...reference("Cərrah", "Surgeon"), code: "SURG" },
    therapy: { ...reference("Terapevt"), code: "THER" },
  };
  const places = {
    bakuCity: { ...reference("Bakı", "Baku"), regionId: rows.baku.id },
    sumqayit: { ...reference("Sumqayıt", "Sumgait"), regionId: rows.baku.id },
    ganjaCity: { ...reference("Gəncə", "Ganja"), regionId: rows.ganja.id },
  };
  const houses = {
    central: { ...reference("Bakı Mərkəzi Klinika"), cityId: places.bakuCity.id },
    sumqayitClinic: { ...reference("1 saylı Sumqayıt Poliklinikası"), cityId: places.sumqayit.id },
    ganjaClinic: { ...reference("Gəncə Uşaq Poliklinikası"), cityId: places.ganjaCity.id },
  };
  await write(db, actor, async (tx) => {
    await tx.insert(regions).values([rows.baku, rows.ganja]);
    await tx.insert(specializations).values([rows.cardiology, rows.surgery, rows.therapy]);
    await tx.insert(cities).values(Object.values(places));
    await tx.insert(clinics).values(Object.values(houses));
  });
  return { ...rows, ...places, ...houses };
}

export type Reference = Awaited<ReturnType<typeof insertReference>>;

/** A valid form for a cardiologist in Bakı, with what a test changes in it. */
export function form(reference: Reference, change: Record<string, unknown> = {}): DoctorInput {
  return doctorInput.parse({
    firstName: "Aysel",
    lastName: "Məmmədova",
    specializationId: reference.cardiology.id,
    regionId: reference.baku.id,
    cityId: reference.bakuCity.id,
    isActive: true,
    ...change,
  });
}

const firstNames = [
  "Aysel",
  "Elçin",
  "Günel",
  "Kamran",
  "Leyla",
  "Nigar",
  "Orxan",
  "Rəşad",
  "Səbinə",
  "İsmayıl",
];
const lastNames = ["Məmmədova", "Quliyev", "Əliyev", "Şirinova", "Babayev", "Nağıyeva", "Cəfərov"];

/** Many doctors spread over all references, every 20th archived, every 7th inactive; past the verbs, for speed. */
export async function insertManyDoctors(tx: TenantTx, reference: Reference, howMany: number): Promise<void> {
  const pick = <T>(list: readonly T[], index: number) => list[index % list.length];
  const chains = [
    [reference.baku, reference.bakuCity, reference.central],
    [reference.baku, reference.sumqayit, reference.sumqayitClinic],
    [reference.ganja, reference.ganjaCity, reference.ganjaClinic],
  ].map(([region, city, clinic]) => ({ region: region?.id, city: city?.id, clinic: clinic?.id }));
  const special = [reference.cardiology.id, reference.surgery.id, reference.therapy.id];
  const rows = Array.from({ length: howMany }, (_, index) => {
    const number = String(index + 1).padStart(6, "0");
    const firstName = pick(firstNames, index) ?? "";
    const lastName = `${pick(lastNames, Math.floor(index / 10)) ?? ""}`;
    const names = { code: `D-${number}`, firstName, lastName, phone: `+99450${number}0`, email: null };
    return {
      id: newId(),
      ...names,
      ...indexColumns(names),
      category: index % 4 === 3 ? null : pick(doctorCategories, index),
      specialization: pick(special, Math.floor(index / 3)),
      ...pick(chains, index),
      active: index % 7 === 0 ? 0 : 1,
      archived: index % 20 === 0 ? now.getTime() : null,
    };
  });
  const fields =
    "id code firstName lastName phone category specialization region city clinic active archived nameSort searchFolded";
  const values = fields.split(" ").map((field) => sql.raw(`value ->> '${field}'`));
  await tx.run(sql`
    INSERT INTO doctors (id, code, first_name, last_name, phone, category, specialization_id, region_id, city_id,
      clinic_id, is_active, archived_at, name_sort, search_folded)
    SELECT ${sql.join(values, sql`, `)} FROM json_each(${JSON.stringify(rows)})`);
}
