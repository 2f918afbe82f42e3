import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { type BackedUp, backUpCompanies } from "@/lib/journeys/backups/back-up-companies";
import { findCompany } from "@/lib/master/companies/find-company";
import { backupPlans } from "@/lib/master/fleet/backups/backup-plans";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { bytes, table } from "../table";

export const tenantsBackup = defineCommand({
  name: "tenants backup",
  summary: "Back up companies' databases while they are in use, each under its own key, and prove the copies",
  options: [
    ["--company <slug-or-code>", "only this one"],
    ["--all", "every company that has a database"],
  ],
  input: z
    .object({ company: z.string().optional(), all: z.boolean().default(false) })
    .refine(({ company, all }) => (company !== undefined) !== all, {
      path: ["company"],
      error: "or --all: one of the two",
    }),
  async *run({ company }, { actor, now, signal }) {
    const master = await openMaster();
    const chosen =
      company === undefined
        ? (await backupPlans(master)).map(({ companyId: id, slug }) => ({ id, slug }))
        : [await findCompany(master, company)].map(({ id, slug }) => ({ id, slug }));
    const data = yield* followed<BackedUp[]>((report) =>
      backUpCompanies(chosen, actor, now, {
        signal,
        onEach: ({ slug, bytes: size, error }, done, total) =>
          report({ done, total, text: `${slug}: ${error ?? bytes(size)}` }),
      }),
    );
    return { data, failed: data.some(({ error }) => error !== null) };
  },
  show: (companies) => {
    const failed = companies.some(({ error }) => error !== null);
    const columns = ["Company", "Backup", "Size", "Rows"];
    return table(
      failed ? [...columns, "Problem"] : columns,
      companies.map(({ slug, backupId, bytes: size, rows, error }) => [
        slug,
        backupId ?? "–",
        bytes(size),
        rows,
        ...(failed ? [error ?? ""] : []),
      ]),
    );
  },
});
