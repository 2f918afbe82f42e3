import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { companies, memberships, secondFactors, users } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { foldedGlob } from "@/lib/domain/folded-glob";
import { searchTerms } from "@/lib/domain/folding";
import type { UserFilter } from "./user-filter";

export type FoundUser = Awaited<ReturnType<typeof searchUsers>>["rows"][number];

/** Sessions go when they end, the audit stays: the later of the two is when somebody was there last. */
export const lastSeen = sql<number | null>`NULLIF(MAX(
  COALESCE((SELECT MAX(last_seen_at) FROM sessions WHERE user_id = ${users.id}), 0),
  COALESCE((SELECT at FROM audit_events WHERE actor_id = ${users.id} ORDER BY seq DESC LIMIT 1), 0)
), 0)`;

/** One page of the people of the platform. A page beyond the end is the last one. */
export async function searchUsers(master: MasterDb, filter: UserFilter) {
  const where = conditions(filter);
  const total = await master.$count(users, where);
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / filter.size)));
  const rows = await master
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      username: users.username,
      email: users.email,
      state: users.state,
      isMasterAdmin: users.isMasterAdmin,
      createdAt: users.createdAt,
      lastSeenAt: lastSeen,
      secondFactorAt: secondFactors.confirmedAt,
      companies: sql<number>`(SELECT count(*) FROM memberships WHERE user_id = ${users.id})`,
      company: sql<string | null>`(
        SELECT c.name FROM memberships m JOIN companies c ON c.id = m.company_id
        WHERE m.user_id = ${users.id} ORDER BY m.created_at, c.id LIMIT 1
      )`,
    })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(where)
    .orderBy(...order(filter))
    .limit(filter.size)
    .offset((page - 1) * filter.size);
  return { rows, total, page };
}

/** Names are kept as they were written, so every person is looked at; there are some per company. */
const text = sql`(${users.firstName} || ' ' || ${users.lastName} || ' ' || ${users.username} || ' ' || ${users.email})`;

function conditions({ q, state, role, kind, company }: UserFilter): SQL | undefined {
  const terms = searchTerms(q);
  if (q !== "" && terms.length === 0) return sql`0`;
  const belongs = (...also: (SQL | undefined)[]) =>
    sql`EXISTS (SELECT 1 FROM ${memberships} INNER JOIN ${companies} ON ${companies.id} = ${memberships.companyId} WHERE ${and(eq(memberships.userId, users.id), ...also)})`;
  const inCompany =
    company === null
      ? undefined
      : sql`(${companies.slug} = ${company.toLowerCase()} OR ${companies.code} = ${company.toUpperCase()})`;
  const inRole = role.length === 0 ? undefined : sql`${memberships.role} IN ${role}`;
  return and(
    ...terms.map((term) => sql`${text} GLOB ${foldedGlob(term)}`),
    state === null ? undefined : eq(users.state, state),
    inCompany || inRole ? belongs(inCompany, inRole) : undefined,
    kind === "master-admin" ? eq(users.isMasterAdmin, true) : undefined,
    kind === "member" ? belongs() : undefined,
    kind === "none" ? sql`NOT ${belongs()} AND ${users.isMasterAdmin} = 0` : undefined,
  );
}

function order({ sort, descending }: UserFilter): SQL[] {
  const direction = descending ? desc : asc;
  if (sort === "seen") return [sql`${lastSeen} IS NULL`, direction(lastSeen), asc(users.id)];
  if (sort === "created") return [direction(users.createdAt), asc(users.id)];
  return [
    direction(sql`${users.firstName} COLLATE NOCASE`),
    direction(sql`${users.lastName} COLLATE NOCASE`),
    asc(users.id),
  ];
}
