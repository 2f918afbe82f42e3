import type { Transaction } from "@libsql/client";
import { type Connection, retryWhileBusy } from "../connection";
import type { TenantRef } from "../registry";
import { finding, type IntegrityFinding, reasonOf } from "./finding";
import type { Probe } from "./knowledge";
import { timestamps } from "./schema-shape";
import { quoted } from "./sql-tokens";

/**
 * Writes a row of every kind as the application would, looks at what became of it, and takes everything back. In the
 * queue with all other writers, in one transaction that is never committed: no counter moves, nothing stays.
 */
export function probe(
  { queue, writer }: Connection,
  ref: TenantRef,
  probes: readonly Probe[],
): Promise<IntegrityFinding[]> {
  return queue.run(() =>
    retryWhileBusy(writer, async () => {
      const before = await countsOf(writer, probes);
      const tx = await writer.transaction("write");
      let findings: IntegrityFinding[];
      try {
        findings = await insertAll(tx, ref, probes);
      } finally {
        await tx.rollback();
        tx.close();
      }
      const after = await countsOf(writer, probes);
      const left = probes.filter(({ table }) => before.get(table) !== after.get(table));
      return [...findings, ...left.map(({ table }) => leftBehind(table))];
    }),
  );
}

async function insertAll(
  tx: Transaction,
  ref: TenantRef,
  probes: readonly Probe[],
): Promise<IntegrityFinding[]> {
  const [own] = (await tx.execute("SELECT company_id, database_id FROM identity WHERE one = 1")).rows;
  if (own?.company_id !== ref.companyId || own.database_id !== ref.databaseId) {
    return [
      finding("probe.refused", "A write would have reached another company's database.", { table: null }),
    ];
  }
  const findings: IntegrityFinding[] = [];
  for (const { table, row } of probes) {
    const why = await insert(tx, table, row).catch(reasonOf);
    if (why === null) continue;
    findings.push(finding("probe.refused", `A new row of ${table} is refused: ${why}.`, { table, why }));
  }
  return findings;
}

/** @returns what is wrong with it, or null */
async function insert(tx: Transaction, table: string, row: Probe["row"]): Promise<string | null> {
  const columns = Object.keys(row).map(quoted);
  const { rows } = await tx.execute({
    // Of some tables there is one row, and it is there.
    sql: `INSERT INTO ${quoted(table)} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
          ON CONFLICT DO NOTHING RETURNING *`,
    args: Object.values(row),
  });
  const [made] = rows;
  if (!made) return null;
  const empty = timestamps.find((column) => column in made && made[column] === null);
  return empty ? `it has no ${empty}` : null;
}

async function countsOf(
  client: Connection["writer"],
  probes: readonly Probe[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { table } of probes) {
    const counted = await client.execute(`SELECT count(*) AS n FROM ${quoted(table)}`).catch(() => null);
    counts.set(table, Number(counted?.rows[0]?.n ?? -1));
  }
  return counts;
}

const leftBehind = (table: string) =>
  finding("probe.left-behind", `A row of ${table} that was taken back is still there.`, { table });
