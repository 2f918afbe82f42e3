import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { crossings, tenantDatabases } from "@/drizzle/master/schema";
import { performedCrossings } from "@/drizzle/tenant/schema";
import {
  type Actor,
  isMain,
  type MasterDb,
  messageWithoutData,
  openTenant,
  type TenantTx,
  write,
} from "@/lib/databases";
import type { CrossingKind } from "./crossing-plans";
import { recordInCompany } from "./record-in-company";
import { recordMemberChange } from "./record-member-change";
import { recordPlanChange } from "./record-plan-change";
import { welcomeCompany } from "./register-company-welcome";

/** What each kind does in the company's database. Runs at most once per crossing, in one transaction. */
const kinds: Readonly<Record<CrossingKind, (tx: TenantTx, payload: unknown) => Promise<void>>> = {
  "audit.recorded": recordInCompany,
  "company.welcome": welcomeCompany,
  "member.added": recordMemberChange,
  "member.changed": recordMemberChange,
  "subscription.changed": recordPlanChange,
};

interface Crossing {
  readonly id: string;
  readonly companyId: string;
  readonly kind: string;
  readonly payload: string;
}

/**
 * Does what is planned for a company, the oldest first, and marks it done. Each crossing leaves its id in the
 * company's database, so that one that was done but not marked is not done twice.
 */
export async function performCrossings(master: MasterDb, companyId: string, now: Date): Promise<number> {
  const open = await master
    .select({
      id: crossings.id,
      companyId: crossings.companyId,
      kind: crossings.kind,
      payload: crossings.payload,
    })
    .from(crossings)
    .where(and(eq(crossings.companyId, companyId), isNull(crossings.doneAt)))
    .orderBy(asc(crossings.id));
  for (const crossing of open) await performCrossing(master, crossing, now);
  return open.length;
}

/** Companies whose database is ready and misses something. */
export async function companiesWithCrossings(master: MasterDb): Promise<string[]> {
  const rows = await master
    .selectDistinct({ companyId: crossings.companyId })
    .from(crossings)
    .innerJoin(tenantDatabases, eq(tenantDatabases.companyId, crossings.companyId))
    .where(and(isMain, isNull(crossings.doneAt), eq(tenantDatabases.state, "ready")));
  return rows.map((row) => row.companyId);
}

async function performCrossing(master: MasterDb, crossing: Crossing, now: Date): Promise<void> {
  const { by, data } = JSON.parse(crossing.payload) as { by: Actor; data: unknown };
  try {
    const db = await openTenant(crossing.companyId);
    await write(db, by, (tx) => once(tx, crossing, data));
  } catch (error) {
    const lastError = messageWithoutData(error).slice(0, 500);
    await write(master, by, (tx) =>
      tx
        .update(crossings)
        .set({ attempts: sql`${crossings.attempts} + 1`, lastError })
        .where(eq(crossings.id, crossing.id)),
    );
    throw error;
  }
  await write(master, by, (tx) =>
    tx.update(crossings).set({ doneAt: now.getTime(), lastError: null }).where(eq(crossings.id, crossing.id)),
  );
}

async function once(tx: TenantTx, { id, kind }: Crossing, data: unknown): Promise<void> {
  const perform = (kinds as Partial<Record<string, (typeof kinds)[CrossingKind]>>)[kind];
  if (!perform) throw new Error(`Nobody knows how to perform a crossing of the kind ${kind}.`);
  const [first] = await tx
    .insert(performedCrossings)
    .values({ id, kind })
    .onConflictDoNothing()
    .returning({ id: performedCrossings.id });
  if (first) await perform(tx, data);
}
