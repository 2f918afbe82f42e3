import type { Catalogue } from "@/lib/domain/catalogue";
import { hashOf } from "./catalogue-hash";
import { cityRows } from "./data/cities";
import { clinicRows } from "./data/clinics";
import { regionRows } from "./data/regions";
import { specializationRows } from "./data/specializations";
import { stableId } from "./stable-id";

const rows: Omit<Catalogue, "hash"> = {
  regions: regionRows.map(([code, isoCode, nameAz, nameEn, nameRu]) => ({
    id: stableId("region", code),
    code,
    isoCode,
    nameAz,
    nameEn,
    nameRu,
  })),
  cities: cityRows.map(([code, region, nameAz, nameEn, nameRu]) => ({
    id: stableId("city", code),
    code,
    regionId: stableId("region", region),
    nameAz,
    nameEn,
    nameRu,
  })),
  clinics: clinicRows.map(([code, city, nameAz, nameEn, nameRu]) => ({
    id: stableId("clinic", code),
    code,
    cityId: stableId("city", city),
    nameAz,
    nameEn,
    nameRu,
  })),
  specializations: specializationRows.map(([code, nameAz, nameEn, nameRu]) => ({
    id: stableId("specialization", code),
    code,
    nameAz,
    nameEn,
    nameRu,
  })),
};

/** The catalogue as this version of the software ships it. */
export const catalogue: Catalogue = { hash: hashOf(rows), ...rows };
