import { doctors } from "@/drizzle/tenant/schema";
import { readBusinessProfile } from "@/lib/company/organization/queries";
import { saveBusinessProfile } from "@/lib/company/organization/save-business-profile";
import { type Actor, openTenant, type TenantDb, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { type DemoCompany, demoPassword, manyCompanies, namedCompanies } from "./demo/companies";
import { addDemoDoctors, fillDoctors } from "./demo/doctors";
import { type Registered, registerCompany } from "./register-company";

export interface DemoOptions {
  /** Besides the two that always are there. */
  readonly companies: number;
  /** Of each of those. */
  readonly doctors: number;
  /** The same seed makes the same people. */
  readonly seed: number;
}

export interface DemoLogin {
  readonly company: string;
  readonly slug: string;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly doctors: number;
}

/**
 * Makes demo companies through the same registration as real ones, marked as demo. Doing it again makes nothing
 * twice, and goes on where an earlier attempt ended.
 */
export async function* makeDemo(
  { companies, doctors: doctorsEach, seed }: DemoOptions,
  operator: Actor,
  now: Date,
): AsyncGenerator<{ done: number; total: number; text: string }, DemoLogin[], void> {
  const named = namedCompanies(seed);
  const all = [...named, ...manyCompanies(companies, doctorsEach, seed)];
  const logins: DemoLogin[] = [];
  for (const [index, company] of all.entries()) {
    logins.push(
      await makeCompany(company, index < named.length ? addDemoDoctors : fillDoctors, operator, now),
    );
    yield { done: index + 1, total: all.length, text: company.registration.companyName };
  }
  return logins;
}

async function makeCompany(
  company: DemoCompany,
  addDoctors: typeof fillDoctors,
  operator: Actor,
  now: Date,
): Promise<DemoLogin> {
  const { registration } = company;
  const context = { address: null, requestId: null, now, locale: "az", operator, isDemo: true } as const;
  const registered = await registerCompany(registration, context);
  const db = await openTenant(registered.companyId);
  const owner = ownerOf(company, registered);
  if (company.businessNumber !== null) await fillProfile(db, owner, company.businessNumber, now);
  const present = await db.$count(doctors);
  await addDoctors(db, owner, Math.max(0, company.doctors - present), company.random, now);
  return {
    company: registration.companyName,
    slug: registered.slug,
    username: registration.username,
    email: registration.email,
    password: demoPassword,
    doctors: Math.max(present, company.doctors),
  };
}

function ownerOf({ registration }: DemoCompany, { userId }: Registered): Actor {
  return { id: userId, name: fullName(registration), address: null, requestId: null };
}

async function fillProfile(db: TenantDb, owner: Actor, businessNumber: string, now: Date): Promise<void> {
  const profile = await readBusinessProfile(db);
  if (profile.profiledAt !== null) return;
  const answers = {
    name: profile.name,
    businessNumber,
    businessType: "hospital",
    legalStructure: "llc",
    country: "AZ",
    foundedOn: "1998-05-18",
    version: profile.version,
  } as const;
  await write(db, owner, (tx) => saveBusinessProfile(tx, answers, now, "Asia/Baku"));
}
