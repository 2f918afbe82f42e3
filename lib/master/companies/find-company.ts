import { and, eq, like, ne, or } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";

/** Somebody's slug reads like somebody else's code; which of the two is meant is not for us to guess. */
export class CompanyAmbiguous extends DomainError {
  constructor(named: string) {
    super("companyAmbiguous", { named });
  }
}

const asSlug = (named: string) => eq(companies.slug, named.toLowerCase());
const asCode = (named: string) => eq(companies.code, named.toUpperCase());

/**
 * The company with this slug or code, however it is typed. Names are given so that it is one; where it still is not, as
 * typed it may be: slugs are in small letters, codes in capitals.
 * @throws NotFound; CompanyAmbiguous
 */
export async function findCompany(master: MasterDb, slugOrCode: string) {
  const found = await master
    .select()
    .from(companies)
    .where(or(asSlug(slugOrCode), asCode(slugOrCode)));
  const exact = found.filter(({ slug, code }) => slug === slugOrCode || code === slugOrCode);
  const [company, other] = found.length > 1 ? exact : found;
  if (other || (found.length > 1 && !company)) throw new CompanyAmbiguous(slugOrCode);
  if (!company) throw new NotFound("company");
  return company;
}

/**
 * The company that a new code would find already: it is its code, or its slug.
 * @param but whose code it shall be; its own slug may read like it
 */
export async function companyCalled(tx: MasterTx, code: string, but: string | null) {
  const [found] = await tx
    .select({ name: companies.name })
    .from(companies)
    .where(and(or(asSlug(code), asCode(code)), but === null ? undefined : ne(companies.id, but)))
    .limit(1);
  return found ?? null;
}

/** What no new slug that begins like this may be: slugs, and codes, which find a company as well. */
export async function takenSlugs(tx: MasterTx, beginning: string): Promise<string[]> {
  // Knows no difference between small letters and capitals.
  const pattern = `${beginning}%`;
  const rows = await tx
    .select({ slug: companies.slug, code: companies.code })
    .from(companies)
    .where(or(like(companies.slug, pattern), like(companies.code, pattern)));
  return rows.flatMap(({ slug, code }) => (code === null ? [slug] : [slug, code.toLowerCase()]));
}
