import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { populateCompanies } from "@/lib/jobs/populate-companies";
import { findCompany } from "@/lib/master/companies/find-company";
import { hasDatabase, listCompanies } from "@/lib/master/companies/list-companies";
import { defineCommand } from "../command";
import { table } from "../table";

export const tenantsPopulate = defineCommand({
  name: "tenants populate",
  summary: "Give companies what the reference catalogue has and they have not",
  options: [["--company <slug-or-code>", "only this one"]],
  input: z.object({ company: z.string().optional() }),
  async *run({ company }, { actor, now }) {
    const master = await openMaster();
    const chosen =
      company === undefined
        ? (await listCompanies(master)).filter(hasDatabase)
        : [await findCompany(master, company)];
    const slugs = new Map(chosen.map(({ id, slug }) => [id, slug]));
    const data = [];
    for await (const { companyId, report, error } of populateCompanies([...slugs.keys()], actor, now())) {
      const slug = slugs.get(companyId) ?? companyId;
      data.push({ slug, inserted: 0, unchanged: 0, skipped: 0, ...report, error });
      yield {
        done: data.length,
        total: slugs.size,
        text: `${slug}: ${error ?? `${report?.inserted} added`}`,
      };
    }
    return { data, failed: data.some(({ error }) => error !== null) };
  },
  show: (companies) =>
    table(
      ["Company", "Added", "There already", "Skipped", "Problem"],
      companies.map(({ slug, inserted, unchanged, skipped, error }) => [
        slug,
        inserted,
        unchanged,
        skipped,
        error ?? "",
      ]),
    ),
});
