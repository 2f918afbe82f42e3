import { and, eq, isNull } from "drizzle-orm";
import { companies, plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";

/** Whether a company's plan has a sandbox. */
export async function planHasSandbox(db: MasterDb | MasterTx, companyId: string): Promise<boolean> {
  const [found] = await db
    .select({ hasSandbox: plans.hasSandbox })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .where(and(eq(subscriptions.companyId, companyId), isNull(subscriptions.endedAt)));
  return found?.hasSandbox ?? false;
}

/**
 * That a company may have a sandbox made now: it is in use, and its plan has one.
 * @returns what the company is called
 * @throws NotFound `company`; DomainError `sandboxNotInPlan`, `sandboxCompanyClosed`
 */
export async function requireSandboxPlan(tx: MasterTx, companyId: string): Promise<string> {
  const [company] = await tx
    .select({ name: companies.name, state: companies.state })
    .from(companies)
    .where(eq(companies.id, companyId));
  if (!company) throw new NotFound("company");
  if (company.state !== "active" && company.state !== "read_only")
    throw new DomainError("sandboxCompanyClosed");
  if (!(await planHasSandbox(tx, companyId))) throw new DomainError("sandboxNotInPlan");
  return company.name;
}
