import { execFile } from "node:child_process";
import { hash } from "node:crypto";
import { promisify } from "node:util";
import { sendToOwner } from "@/lib/databases/control-socket-client";

const run = promisify(execFile);
const dataDir = () => process.env.E2E_DATA_DIR ?? "";

/** Runs `medadmin …` beside the running server; it owns the data folder, so the command reaches it by its socket. */
export async function medadmin(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["lib/cli/boot/medadmin.mjs", ...args], {
    env: { ...process.env, DATA_DIR: dataDir() },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

export interface ListedCompany {
  readonly name: string;
  readonly slug: string;
  readonly email: string;
  readonly plan: string;
  readonly subscription: string;
  readonly state: string;
  readonly users: number;
  readonly database: { readonly id: string; readonly place: string };
}

/** `medadmin tenants list --json`, asked of the server directly: many tests ask, and starting a process takes long. */
export async function listCompanies(): Promise<ListedCompany[]> {
  return (await command("tenants list", {})) as ListedCompany[];
}

/** The company that registered with this email address of its office. */
export async function companyWith(email: string): Promise<ListedCompany> {
  const found = (await listCompanies()).filter((company) => company.email === email);
  const [company] = found;
  if (!company || found.length > 1) throw new Error(`${found.length} companies have the email ${email}.`);
  return company;
}

type Row = Readonly<Record<string, unknown>>;

/** `medadmin tenants query`: rows of a company's own database, as an operator reads them. */
export async function queryCompany(slug: string, sql: string): Promise<readonly Row[]> {
  const answer = await command("tenants query", { company: slug, sql });
  return (answer as { rows: readonly Row[] }).rows;
}

/**
 * A short text for each table of a company's database: equal means that nothing was written. What tells the company
 * who was inside is left out, and so are backups of the whole fleet: nobody of the company asks for either.
 */
export async function everythingIn(slug: string): Promise<Readonly<Record<string, string>>> {
  const columns = await queryCompany(
    slug,
    `SELECT t.name AS name, group_concat('"' || c.name || '"') AS columns
     FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name <> 'performed_crossings' GROUP BY t.name`,
  );
  const tables = columns.map(({ name, columns: all }) => {
    const rows =
      name === "audit_events"
        ? "audit_events WHERE action NOT LIKE 'impersonation.%' AND action <> 'company.backed-up'"
        : `"${name}"`;
    const order = name === "audit_events" ? "action, subject_label" : `${all}`;
    return `SELECT '${name}' AS name, json_group_array(json_array(${order})) AS rows FROM ${rows}`;
  });
  const found = await queryCompany(slug, tables.join(" UNION ALL "));
  return Object.fromEntries(found.map(({ name, rows }) => [String(name), hash("sha256", String(rows))]));
}

/** @returns the backup's id */
export async function backUp(slug: string): Promise<string> {
  const [made] = (await command("tenants backup", { company: slug })) as { backupId: string }[];
  return made?.backupId ?? "";
}

async function command(name: string, input: object): Promise<unknown> {
  const outcome = await sendToOwner(dataDir(), name, { input, operator: "e2e" });
  return (outcome as { data: unknown }).data;
}
