import { eq, or } from "drizzle-orm";
import { companies, users } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import type { AuditFilter } from "@/lib/domain/audit-filter";
import { fullName } from "@/lib/domain/full-name";

interface Target {
  readonly id: string;
  readonly name: string;
}

/** Whose events are asked for. What nobody is called has an id that no event has. */
export interface AuditTargets {
  readonly company: Target | null;
  readonly actor: Target | null;
}

const nobody = (typed: string): Target => ({ id: "-", name: typed });

/** Finds the company by id, slug or code, and the person by id, username or email. */
export async function resolveTargets(master: MasterDb, filter: AuditFilter): Promise<AuditTargets> {
  const [company, actor] = await Promise.all([
    companyOf(master, filter.company),
    actorOf(master, filter.actor),
  ]);
  return { company, actor };
}

async function companyOf(master: MasterDb, typed: string | null): Promise<Target | null> {
  if (typed === null) return null;
  const [found] = await master
    .select({ id: companies.id, name: companies.name })
    .from(companies)
    .where(
      or(
        eq(companies.id, typed),
        eq(companies.slug, typed.toLowerCase()),
        eq(companies.code, typed.toUpperCase()),
      ),
    )
    .limit(1);
  return found ?? nobody(typed);
}

async function actorOf(master: MasterDb, typed: string | null): Promise<Target | null> {
  if (typed === null) return null;
  const folded = typed.normalize("NFKC").toLowerCase();
  const [found] = await master
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(or(eq(users.id, typed), eq(users.username, folded), eq(users.email, folded)))
    .limit(1);
  return found ? { id: found.id, name: fullName(found) } : nobody(typed);
}
