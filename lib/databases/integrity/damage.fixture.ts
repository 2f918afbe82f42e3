/** Does to a company's file what careless hands, dying processes and other programs do. For tests. */
import type { Client, InStatement } from "@libsql/client";
import { newId } from "@/lib/domain/id";
import { engine } from "../engine";
import { openUnpublished } from "../open-file";
import { anyTenantRef, findTenantRow } from "../registry";
import { closeTenant } from "../tenant";
import { knowsNothing } from "./knowledge";
import { quoted } from "./sql-tokens";

export async function damage(companyId: string, ...statements: InStatement[]): Promise<void> {
  await within(companyId, async (client) => {
    for (const statement of statements) await client.execute(statement);
  });
}

/** What a company's file holds, past all doors of the engine. */
export function ask(companyId: string, sql: string): Promise<Record<string, unknown>[]> {
  return within(companyId, async (client) => {
    const { columns, rows } = await client.execute(sql);
    return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
  });
}

/** Makes a table anew from a changed definition and copies what fits, as somebody would by hand. */
export async function redefine(
  companyId: string,
  table: string,
  change: (sql: string) => string,
): Promise<void> {
  await within(companyId, async (client) => {
    const [found] = (await client.execute(`SELECT sql FROM sqlite_master WHERE name = '${table}'`)).rows;
    const sql = change(String(found?.sql));
    if (sql === found?.sql) throw new Error("Nothing was changed.");
    const others = await client.execute(
      `SELECT sql FROM sqlite_master WHERE tbl_name = '${table}' AND type IN ('index', 'trigger') AND sql IS NOT NULL`,
    );
    await client.execute("PRAGMA legacy_alter_table = ON");
    for (const { name, type } of (
      await client.execute(
        `SELECT name, type FROM sqlite_master WHERE tbl_name = '${table}' AND type IN ('index', 'trigger') AND sql IS NOT NULL`,
      )
    ).rows) {
      await client.execute(`DROP ${type} ${quoted(String(name))}`);
    }
    await client.execute(`ALTER TABLE ${table} RENAME TO by_hand`);
    await client.execute(sql);
    const columns = await client.execute(
      `SELECT name FROM pragma_table_info('${table}') WHERE name IN (SELECT name FROM pragma_table_info('by_hand'))`,
    );
    const names = columns.rows.map((row) => quoted(String(row.name))).join(", ");
    await client.execute(`INSERT INTO ${table} (${names}) SELECT ${names} FROM by_hand`);
    await client.execute("DROP TABLE by_hand");
    for (const { sql: other } of others.rows) await client.execute(String(other)).catch(() => {});
  });
}

async function within<T>(companyId: string, work: (client: Client) => Promise<T>): Promise<T> {
  const { master, keyring, server } = engine();
  const ref = anyTenantRef(await findTenantRow(master, companyId));
  await closeTenant(ref);
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const client = openUnpublished(server(ref.server).where(ref), key);
  try {
    await client.execute("PRAGMA foreign_keys = OFF");
    return await work(client);
  } finally {
    client.close();
  }
}

const region = newId();
const city = newId();
const specialization = newId();
export const doctorId = newId();
export const memberId = newId();
const names = (name: string) => `'${name}', '${name}', '${name}', '${name}', 'company'`;

/** A company at work: one row of most kinds, pointing to each other. */
export const rows = [
  `INSERT INTO members (id, first_name, last_name, email, is_owner) VALUES ('${memberId}', 'Aysel', 'M', 'a@example.com', 1)`,
  `INSERT INTO organization (one, name, owner_id) VALUES (1, 'Hospital', '${memberId}')`,
  `INSERT INTO regions (id, code, name, name_folded, search_folded, name_sort, origin) VALUES ('${region}', 'BAK', ${names("baki")})`,
  `INSERT INTO cities (id, region_id, name, name_folded, search_folded, name_sort, origin) VALUES ('${city}', '${region}', ${names("baki")})`,
  `INSERT INTO specializations (id, code, name, name_folded, search_folded, name_sort, origin) VALUES ('${specialization}', 'THER', ${names("ther")})`,
  `INSERT INTO doctors (id, code, first_name, last_name, specialization_id, region_id, city_id, name_sort, search_folded)
   VALUES ('${doctorId}', 'D-000001', 'Elçin', 'Q', '${specialization}', '${region}', '${city}', 'e', 'elcin q')`,
  "INSERT INTO counters (name, value) VALUES ('doctor', 1)",
];
export const ids = { region, city, specialization };

const named = { name: "p", name_folded: "p-", search_folded: "p-", name_sort: "p", origin: "company" };
/** They stand on their own: what a company has, or lacks, is no reason to refuse them. */
export const probes = [
  { table: "counters", row: { name: "probe", value: 1 } },
  { table: "regions", row: { id: "probe", code: "PROBE", ...named } },
  { table: "cities", row: { id: "probe", region_id: "probe", ...named } },
  { table: "specializations", row: { id: "probe", code: "PROBE", ...named } },
  {
    table: "doctors",
    row: {
      id: "probe",
      code: "D-999999",
      first_name: "P",
      last_name: "P",
      specialization_id: "probe",
      region_id: "probe",
      city_id: "probe",
      name_sort: "p",
      search_folded: "p",
    },
  },
];
export const knowledge = { ...knowsNothing, probes, indispensable: ["identity", "organization"] };
