import { z } from "zod";
import { type MigrationResult, migrateTenants, openMaster } from "@/lib/databases";
import { findCompany } from "@/lib/master/companies/find-company";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { table } from "../table";

export const tenantsMigrate = defineCommand({
  name: "tenants migrate",
  summary:
    "Bring companies' databases to the newest schema, some at a time; one that fails does not stop the others",
  options: [["--company <slug-or-code>", "only this one"]],
  input: z.object({ company: z.string().optional() }),
  async *run({ company }, { actor }) {
    const companyIds =
      company === undefined ? undefined : [(await findCompany(await openMaster(), company)).id];
    const results = yield* followed((report) =>
      migrateTenants({
        actor,
        ...(companyIds && { companyIds }),
        onProgress: (result, done, total) => report({ done, total, text: line(result) }),
      }),
    );
    return { data: results, failed: results.some((result) => result.error !== null) };
  },
  show: (results) => {
    const failures = results.filter((result) => result.error !== null);
    const moved = results.filter((result) => result.error === null && result.from !== result.to);
    const current = results.length - failures.length - moved.length;
    const summary = `${moved.length} migrated, ${current} up to date already, ${failures.length} failed.`;
    if (failures.length === 0) return summary;
    const rows = failures.map(({ slug, to, error }) => [slug, to, error?.message ?? ""]);
    return [table(["Company", "Schema", "Problem"], rows), "", summary].join("\n");
  },
});

function line({ slug, from, to, ms, error }: MigrationResult): string {
  if (error) return `${slug}: FAILED, ${error.message}`;
  return from === to ? `${slug}: up to date` : `${slug}: ${from ?? "nothing"} → ${to} in ${ms} ms`;
}
