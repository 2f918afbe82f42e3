import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs `medadmin …` beside the running server; it owns the data folder, so the command reaches it by its socket. */
export async function medadmin(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["lib/cli/boot/medadmin.mjs", ...args], {
    env: { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR ?? "" },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Rows of a company's own database, as an operator reads them. */
export async function queryCompany(slug: string, sql: string): Promise<Array<Record<string, unknown>>> {
  const answer: unknown = JSON.parse(await medadmin("tenants", "query", "--json", "--company", slug, sql));
  const rows = (answer as { rows?: unknown }).rows ?? answer;
  if (!Array.isArray(rows)) throw new Error("The answer has no rows.");
  return rows;
}
