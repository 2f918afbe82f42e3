import type { MasterTx } from "@/lib/databases";
import { Duplicate } from "@/lib/domain/errors";
import { fold } from "@/lib/domain/folding";
import { type CompanyEvent, recordCompanyEvent } from "./company-event";
import { companyCalled } from "./find-company";
import { openCompanyRow, saveCompanyRow } from "./open-company";
import type { EditCompany } from "./schema";

const fields = ["name", "email", "phone", "code"] as const;

/**
 * Corrects what the platform calls a company and how it is reached; the code is its second name, null takes it away.
 * @returns what happened; null when that is what it has
 * @throws NotFound `company`; Duplicate `code`; StaleVersion
 */
export async function editCompany(
  tx: MasterTx,
  { companyId, version, ...given }: EditCompany,
): Promise<CompanyEvent | null> {
  const row = await openCompanyRow(tx, companyId);
  const changed = fields.filter((field) => row[field] !== given[field]);
  if (changed.length === 0) return null;
  if (given.code !== null) await requireFreeCode(tx, companyId, given.code);
  await saveCompanyRow(tx, row, version, { ...given, nameFolded: fold(given.name) });
  return recordCompanyEvent(
    tx,
    { id: companyId, name: given.name },
    "company.edited",
    Object.fromEntries(changed.map((field) => [field, [row[field], given[field]] as const])),
  );
}

async function requireFreeCode(tx: MasterTx, companyId: string, code: string): Promise<void> {
  const taken = await companyCalled(tx, code, companyId);
  if (taken) throw new Duplicate({ field: "code", value: code, of: taken.name }, "errors.companyCode.taken");
}
