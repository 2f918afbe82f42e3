import { z } from "zod";
import { type ExportedTenant, openMaster } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { exportCompanyTo } from "@/lib/journeys/exports/make-company-export";
import { findCompany } from "@/lib/master/companies/find-company";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { bytes } from "../table";

export const tenantsExport = defineCommand({
  name: "tenants export",
  summary: "Write everything a company has into one ZIP: a plain SQLite file, a CSV of each table, checksums",
  options: [
    ["--company <slug-or-code>", "which company"],
    ["--output <file>", "where to; whoever has the file can read it"],
  ],
  input: z.object({ company: z.string(), output: z.string() }),
  async *run({ company, output }, { actor, now, signal }) {
    const { id, slug } = await findCompany(await openMaster(), company);
    const made = yield* followed<ExportedTenant>((report) =>
      exportCompanyTo(id, output, newId(), actor, now(), {
        signal,
        onFile: (text, done, total) => report({ done, total, text }),
      }),
    );
    return { data: { slug, file: output, ...made } };
  },
  show: ({ slug, file, bytes: size, rows, schema, sha256 }) =>
    [
      `Everything of ${slug} is in ${file} (${bytes(size)}, ${rows} rows, schema ${schema}).`,
      `   SHA-256: ${sha256}`,
      "It is not encrypted: whoever has it can read it.",
    ].join("\n"),
});
