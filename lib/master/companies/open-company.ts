import { eq } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema";
import type { CompanyState } from "@/drizzle/master/schema/states";
import type { MasterTx } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";
import { staleVersion } from "@/lib/master/history/stale-version";

export type CompanyRow = typeof companies.$inferSelect;

/** What was asked for does not follow from the state the company is in; `params`: from, to. */
export class CompanyEdge extends DomainError {
  constructor(from: CompanyState, to: CompanyState) {
    super("companyEdge", { from, to });
  }
}

/** @throws NotFound `company` */
export async function openCompanyRow(tx: MasterTx, companyId: string): Promise<CompanyRow> {
  const [row] = await tx.select().from(companies).where(eq(companies.id, companyId));
  if (!row) throw new NotFound("company");
  return row;
}

/**
 * Saves a change of a company that nobody else changed since the form on it was opened.
 * @throws StaleVersion
 */
export async function saveCompanyRow(
  tx: MasterTx,
  row: CompanyRow,
  version: number,
  values: Partial<
    Pick<CompanyRow, "state" | "stateReason" | "name" | "nameFolded" | "email" | "phone" | "code">
  >,
): Promise<void> {
  if (row.version !== version) throw await staleVersion(tx, { type: "company", id: row.id }, row.updatedAt);
  await tx
    .update(companies)
    .set({ ...values, version: version + 1 })
    .where(eq(companies.id, row.id));
}
