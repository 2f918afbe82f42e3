import { sql } from "drizzle-orm";
import { cities, regions, specializations } from "@/drizzle/tenant/schema";
import { type Actor, type TenantDb, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";

const places = [
  "Bakı",
  "Gəncə",
  "Sumqayıt",
  "Şəki",
  "Quba",
  "Lənkəran",
  "Şirvan",
  "Naftalan",
  "Xaçmaz",
  "Zaqatala",
];
const fields = ["Terapevt", "Kardioloq", "Nevroloq", "Pediatr"];

const reference = (name: string, order: number) => ({
  id: newId(),
  name,
  nameFolded: name,
  searchFolded: name,
  nameSort: String(order).padStart(3, "0"),
  origin: "company" as const,
});

/** Ten regions with a city each and four specializations; the first rows are the fullest once doctors come. */
export async function fillReference(db: TenantDb, actor: Actor) {
  const made = {
    regions: places.map((name, i) => ({ ...reference(name, i), code: `R${i}` })),
    specializations: fields.map((name, i) => ({ ...reference(name, i), code: `S${i}` })),
  };
  const towns = made.regions.map((region, i) => ({ ...reference(region.name, i), regionId: region.id }));
  await write(db, actor, async (tx) => {
    await tx.insert(regions).values(made.regions);
    await tx.insert(cities).values(towns);
    await tx.insert(specializations).values(made.specializations);
  });
  return { ...made, cities: towns };
}

/**
 * So many doctors at once, spread unevenly over what `fillReference` made, a second apart up to `until`; every
 * tenth is inactive and every hundredth archived.
 */
export async function fillDoctors(db: TenantDb, actor: Actor, count: number, until: Date): Promise<void> {
  await write(db, actor, (tx) =>
    tx.run(sql`
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count}),
        place(rank, region, city) AS (
          SELECT row_number() OVER (ORDER BY r.name_sort) - 1, r.id, c.id
          FROM regions r JOIN cities c ON c.region_id = r.id),
        field(rank, id) AS (SELECT row_number() OVER (ORDER BY name_sort) - 1, id FROM specializations)
      INSERT INTO doctors (id, code, first_name, last_name, specialization_id, region_id, city_id, is_active,
        archived_at, name_sort, search_folded, created_at)
      SELECT printf('doctor-%06d', i), printf('D-%06d', i), 'Ad' || i, 'Soyad' || i, field.id, place.region, place.city,
        i % 10 <> 0, CASE WHEN i % 100 = 0 THEN 1 END, printf('%06d', i), 'ad' || i,
        ${until.getTime()} - (${count} - i) * 1000
      FROM n
        JOIN place ON place.rank = min(i % 10, i % 7)
        JOIN field ON field.rank = min(i % 4, i % 3)`),
  );
}
