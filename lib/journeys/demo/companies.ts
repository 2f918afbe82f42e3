import type { RegisterCompany } from "../register-company.schema";
import { mailName, makePerson, makePhone, type Person } from "./people";
import { type Random, randomFrom } from "./random";

/** Of every demo account. Demo companies hold nobody's data, and this is no secret. */
export const demoPassword = "medadmin-demo";

export interface DemoCompany {
  readonly registration: RegisterCompany;
  /** Null leaves the onboarding step open. */
  readonly businessNumber: string | null;
  readonly doctors: number;
  /** Their own, so that a company looks the same however many others there are. */
  readonly random: Random;
}

/** The two of the first walk-through: one settled in, one that has just begun. */
export function namedCompanies(seed: number): DemoCompany[] {
  return [
    {
      registration: registration("City Hospital", "cityhospital", "professional", {
        owner: { firstName: "Nigar", lastName: "Hüseynova", gender: "female" },
        phone: "+994124049000",
        code: "CITY_HOSPITAL",
      }),
      businessNumber: "1400000011",
      doctors: 48,
      random: randomFrom(seed),
    },
    {
      registration: registration("County Clinic", "countyclinic", "basic", {
        owner: { firstName: "Elçin", lastName: "Quliyev", gender: "male" },
        phone: "+994222640000",
        code: "COUNTY_CLINIC",
      }),
      businessNumber: null,
      doctors: 14,
      random: randomFrom(seed + 1),
    },
  ];
}

/** As many as asked for, for load. Company n is the same whatever the number of companies. */
export function manyCompanies(count: number, doctors: number, seed: number): DemoCompany[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomFrom(Math.imul(seed + 7, 1_000_003) + index);
    const number = String(index + 1).padStart(4, "0");
    const planId =
      doctors > 2_000 ? "enterprise" : doctors > 100 || random.oneIn(3) ? "professional" : "basic";
    return {
      registration: registration(makeCompanyName(random), `demo-${seed}-${number}`, planId, {
        owner: makePerson(random),
        phone: makePhone(random),
        username: `demo-${seed}-${number}`,
      }),
      businessNumber: null,
      doctors,
      random,
    };
  });
}

function registration(
  companyName: string,
  domain: string,
  planId: string,
  { owner, phone, code, username }: { owner: Person; phone: string; code?: string; username?: string },
): RegisterCompany {
  return {
    companyName,
    companyEmail: `admin@${domain}.example`,
    phone,
    firstName: owner.firstName,
    lastName: owner.lastName,
    username: username ?? mailName(owner),
    email: `${mailName(owner)}@${domain}.example`,
    password: demoPassword,
    planId,
    cycle: "month",
    ...(code && { code }),
  };
}

const names = [
  "Şəfa",
  "Nur",
  "Həyat",
  "Ümid",
  "Dəniz",
  "Xəzər",
  "Günəş",
  "Odlar",
  "Naftalan",
  "Göygöl",
  "Nərgiz",
  "Lotos",
  "İnci",
  "Zəfəran",
  "Mehri",
  "Loğman",
  "Avesta",
  "Sağlam Ailə",
  "Mərkəz",
  "Körpə",
  "Kaspi",
  "Şirvan",
  "Muğan",
  "Aran",
] as const;

const kinds = [
  "Klinikası",
  "Hospitalı",
  "Tibb Mərkəzi",
  "Poliklinikası",
  "Diaqnostika Mərkəzi",
  "Doğum Evi",
  "Stomatologiyası",
  "Göz Klinikası",
] as const;

function makeCompanyName(random: Random): string {
  return `${random.pick(names)} ${random.pick(kinds)}`;
}
