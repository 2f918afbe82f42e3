import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { snapshotUsage } from "@/lib/journeys/snapshot-usage";
import { findCompany } from "@/lib/master/companies/find-company";
import { listUsage } from "@/lib/master/usage/list-usage";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { bytes, instant, table } from "../table";

export const tenantsUsage = defineCommand({
  name: "tenants usage",
  summary: "Look now at what companies use, and keep the figures",
  options: [["--company <slug-or-code>", "only this one"]],
  input: z.object({ company: z.string().optional() }),
  async *run({ company }, { actor, now, signal }) {
    const master = await openMaster();
    const chosen = company === undefined ? "all" : [(await findCompany(master, company)).id];
    const { failed } = yield* followed((report) =>
      snapshotUsage(chosen, actor, now(), {
        signal,
        onEach: ({ slug, usage, error }, done, total) =>
          report({ done, total, text: `${slug}: ${error ?? `${usage?.doctors} doctors`}` }),
      }),
    );
    const problems = new Map(failed.map(({ companyId, error }) => [companyId, error]));
    const data = (await listUsage(master, chosen)).map(({ companyId, slug, name, usage }) => ({
      slug,
      name,
      doctors: usage?.doctors ?? null,
      users: usage?.users ?? null,
      patients: usage?.patients ?? null,
      databaseBytes: usage?.databaseBytes ?? null,
      lastActivityAt: usage?.lastActivityAt ?? null,
      takenAt: usage?.takenAt ?? null,
      error: problems.get(companyId) ?? null,
    }));
    return { data, failed: failed.length > 0 };
  },
  show: (companies) => {
    const columns = ["Company", "Doctors", "Users", "Patients", "Size", "Last activity", "Taken"];
    const anyProblem = companies.some(({ error }) => error !== null);
    return table(
      anyProblem ? [...columns, "Problem"] : columns,
      companies.map((company) => [
        company.slug,
        company.doctors,
        company.users,
        company.patients,
        bytes(company.databaseBytes),
        instant(company.lastActivityAt),
        instant(company.takenAt),
        ...(anyProblem ? [company.error ?? ""] : []),
      ]),
    );
  },
});
