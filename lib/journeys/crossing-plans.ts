import { crossings } from "@/drizzle/master/schema";
import type { Actor, MasterTx } from "@/lib/databases";
import { newId } from "@/lib/domain/id";

export type CrossingKind =
  | "audit.recorded"
  | "company.welcome"
  | "member.added"
  | "member.changed"
  | "subscription.changed";

/**
 * Says, in the transaction that changes the master, what must also happen in a company's database: no transaction
 * spans both, so the intent is kept until it is done.
 * @param by who the company's audit will name
 * @param payload survives JSON
 */
export async function planCrossing(
  tx: MasterTx,
  plan: { companyId: string; kind: CrossingKind; by: Actor; payload: unknown },
): Promise<void> {
  const { companyId, kind, payload } = plan;
  // What is planned is allowed; what its actor may write at the time of doing it is another matter.
  const { restriction: _, ...by } = plan.by;
  await tx
    .insert(crossings)
    .values({ id: newId(), companyId, kind, payload: JSON.stringify({ by, data: payload }) });
}
