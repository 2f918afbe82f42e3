import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { type ComparedCompany, previewCompanies, syncCompanies } from "@/lib/journeys/sync-reference";
import { findCompany } from "@/lib/master/companies/find-company";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { type SyncReport, showSyncReport } from "./tenants-sync-reference-report";

export const tenantsSyncReference = defineCommand({
  name: "tenants sync-reference",
  summary: "Bring companies' reference data up to the catalogue; what they edited or deleted stays so",
  options: [
    ["--company <slug-or-code>", "only this one"],
    ["--dry-run", "show what would change and what would not, and change nothing"],
  ],
  input: z.object({ company: z.string().optional(), dryRun: z.boolean().default(false) }),
  async *run({ company, dryRun }, { actor, now, signal }) {
    const chosen = company === undefined ? "all" : [(await findCompany(await openMaster(), company)).id];
    const companies = yield* followed<ComparedCompany[]>((report) => {
      const watch = {
        signal,
        onEach: (each: ComparedCompany, done: number, total: number) =>
          report({ done, total, text: `${each.slug}: ${summary(each)}` }),
      };
      return dryRun ? previewCompanies(chosen, now(), watch) : syncCompanies(chosen, actor, now(), watch);
    });
    const data: SyncReport = { dryRun, companies };
    return { data, failed: companies.some(({ error }) => error !== null) };
  },
  show: showSyncReport,
});

function summary({ plan, error }: ComparedCompany): string {
  if (!plan) return error ?? "";
  const { changes, conflicts } = plan;
  return changes.length + conflicts.length === 0
    ? "up to date"
    : `${changes.length} changes, ${conflicts.length} conflicts`;
}
