import { z } from "zod";
import { backupStates } from "@/drizzle/master/schema/states";
import { openMaster } from "@/lib/databases";
import { findCompany } from "@/lib/master/companies/find-company";
import { lastProvenRestores, listBackups } from "@/lib/master/fleet/backups/list-backups";
import { defineCommand, wholeNumber } from "../command";
import { bytes, instant, table } from "../table";

export const tenantsBackups = defineCommand({
  name: "tenants backups",
  summary: "List backups of companies, the newest first, and when a restore was last rehearsed",
  options: [
    ["--company <slug-or-code>", "only of this one"],
    ["--every", "those that failed or were removed as well"],
    ["--limit <number>", "at most so many (default 50)"],
  ],
  input: z.object({
    company: z.string().optional(),
    every: z.boolean().default(false),
    limit: wholeNumber(1, 1_000).default(50),
  }),
  async run({ company, every, limit }) {
    const master = await openMaster();
    const companyId = company === undefined ? undefined : (await findCompany(master, company)).id;
    const backups = await listBackups(master, {
      ...(companyId !== undefined && { companyId }),
      states: every ? backupStates : ["ready"],
      size: limit,
    });
    const proven = await lastProvenRestores(master, companyId);
    const slugs = new Map(backups.map((backup) => [backup.companyId, backup.slug]));
    const restores = [...slugs].map(([id, slug]) => ({ slug, provenAt: proven.get(id) ?? null }));
    return { data: { backups, restores } };
  },
  show: ({ backups, restores }) => {
    if (backups.length === 0) return "There are no backups; tenants backup makes them.";
    const rows = backups.map(
      ({ slug, id, takenAt, reason, state, bytes: size, schemaVersion, target, error }) => [
        slug,
        id,
        instant(takenAt),
        reason,
        error ? `${state}: ${error}` : state,
        bytes(size),
        schemaVersion ?? "–",
        target,
      ],
    );
    return [
      table(["Company", "Backup", "Taken", "Why", "State", "Size", "Schema", "Where"], rows),
      "",
      table(
        ["Company", "Last proven restore"],
        restores.map(({ slug, provenAt }) => [slug, provenAt === null ? "never" : instant(provenAt)]),
      ),
    ].join("\n");
  },
});
