import type { Client } from "@libsql/client";

/**
 * Whether a database says of itself that it is a sandbox: the audit of one begins with its making, that of a company's
 * own database with the company's. Needs no registry, and goes with the database wherever it is copied.
 */
export async function isSandboxItself(client: Pick<Client, "execute">): Promise<boolean> {
  const { rows } = await client.execute("SELECT action FROM audit_events ORDER BY seq LIMIT 1");
  return rows[0]?.action === "company.sandbox-made";
}
