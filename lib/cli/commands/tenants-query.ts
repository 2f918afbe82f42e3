import { z } from "zod";
import { openMaster } from "@/lib/databases";
import { queryCompany } from "@/lib/journeys/query-company";
import { findCompany } from "@/lib/master/companies/find-company";
import { defineCommand, wholeNumber } from "../command";
import { table } from "../table";

export const tenantsQuery = defineCommand({
  name: "tenants query",
  summary: "Ask one company's database; reads only, and recorded in the platform's audit",
  argument: ["sql", 'one statement, such as "SELECT * FROM doctors"'],
  options: [
    ["--company <slug-or-code>", "which company"],
    ["--limit <rows>", "at most so many rows (default 1000)"],
    ["--timeout <seconds>", "end it when it takes longer (default 30)"],
  ],
  input: z.object({
    company: z.string(),
    sql: z.string(),
    limit: z.coerce.number("must be a number").int().min(1).max(100_000).default(1_000),
    timeout: wholeNumber(1, 3_600).default(30),
  }),
  async run({ company, sql, limit, timeout }, { actor, signal }) {
    const master = await openMaster();
    const { id } = await findCompany(master, company);
    const limits = { rows: limit, timeoutMs: timeout * 1_000, signal };
    return { data: await queryCompany(master, id, sql, limits, actor) };
  },
  show: ({ columns, rows, more }) =>
    [
      table(
        columns,
        rows.map((row) => columns.map((column) => row[column] ?? null)),
      ),
      "",
      `${rows.length} ${rows.length === 1 ? "row" : "rows"}${more ? "; there are more, see --limit" : ""}`,
    ].join("\n"),
});
