import { sql } from "drizzle-orm";
import { engine } from "../engine";
import { migrationsOf } from "../migrations/files";
import { expectedSchemas } from "./expected-schema";
import { finding, type IntegrityFinding } from "./finding";
import { quoted } from "./sql-tokens";

/** Tables of companies in the master: whoever wrote there believed to be in a company's database. */
export async function examineMaster(): Promise<IntegrityFinding[]> {
  const [own, tenant] = await Promise.all([
    expectedSchemas(migrationsOf("master")),
    expectedSchemas(migrationsOf("tenant")),
  ]);
  const { master } = engine();
  const found = await master.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'table'`);
  const findings: IntegrityFinding[] = [];
  for (const { name } of found) {
    if (own.at(-1)?.tables.has(name) || !tenant.at(-1)?.tables.has(name)) continue;
    const [counted] = await master.all<{ n: number }>(sql.raw(`SELECT count(*) AS n FROM ${quoted(name)}`));
    const rows = Number(counted?.n ?? 0);
    const message = `The platform's database has a table ${name} with ${rows} rows, which belongs in companies' databases: "tenants populate" gives companies theirs; this one is used by nobody.`;
    findings.push(finding("master.other-kind", message, { table: name, rows }));
  }
  return findings;
}
