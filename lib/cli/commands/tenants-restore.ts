import { z } from "zod";
import { openMaster } from "@/lib/databases";
import {
  bringBackRecords,
  type Comparison,
  compareWithBackup,
  restoreCompany,
} from "@/lib/journeys/backups/restore-company";
import { findCompany } from "@/lib/master/companies/find-company";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { type RestoreReport, showRestoreReport } from "./tenants-restore-report";

const input = z.object({
  company: z.string(),
  backup: z.string().default("latest"),
  only: z
    .string()
    .transform((text) => text.split(",").map((record) => record.trim()))
    .pipe(z.array(z.string().regex(/^[a-z_]+:.+$/, "must be table:id,table:id")).max(500))
    .optional(),
  yes: z.boolean().default(false),
});

export const tenantsRestore = defineCommand({
  name: "tenants restore",
  summary: "Show what changed since a backup, and put the company back to it, or only some records",
  options: [
    ["--company <slug-or-code>", "which company"],
    ["--backup <id>", "which one (default: latest)"],
    ["--only <table:id,…>", "bring back only these records; everything else stays as it is"],
    ["--yes", "without asking"],
  ],
  input,
  async *run({ company, backup, only, yes }, { actor, now, signal }) {
    const { id, slug } = await findCompany(await openMaster(), company);
    if (!yes) {
      const comparison = yield* followed<Comparison>((report) =>
        compareWithBackup(id, backup, {
          signal,
          ...(only && { only: new Set(only) }),
          onTable: (name, done, total) => report({ done, total, text: name }),
        }),
      );
      const data: RestoreReport = { mode: "compared", slug, only: only ?? null, ...comparison };
      return { data };
    }
    if (only) {
      const records = await bringBackRecords(id, backup, only, actor);
      const data: RestoreReport = { mode: "records", slug, records };
      return { data };
    }
    yield { done: 0, total: 1, text: `${slug}: restoring` };
    const restored = await restoreCompany(id, backup, actor, now());
    const data: RestoreReport = { mode: "restored", slug, ...restored };
    return { data };
  },
  show: showRestoreReport,
  // What was compared is what is restored, though there may be a newer backup by then.
  confirm: (data) =>
    data.mode !== "compared"
      ? null
      : {
          question: data.only
            ? `Bring back ${data.only.length} ${data.only.length === 1 ? "record" : "records"} as in the backup?`
            : "Put the whole database back to the backup?",
          input: { yes: true, backup: data.backupId },
        },
});
