import { stat } from "node:fs/promises";
import { EngineError } from "../errors";
import { bad, sha256Of } from "./manifest";
import { type Contents, readContents } from "./read-contents";
import type { TenantManifest } from "./tenant-manifest";

export interface TenantProof {
  readonly proof: Pick<TenantManifest, "schema" | "bytes" | "sha256" | "rows" | "audit">;
  readonly contents: Contents;
}

/**
 * Reads the backup of a company's database as somebody would who needs it: opens it with its key, checks every page
 * and every reference, counts the rows.
 * @param path of a closed file that nobody has open
 * @throws EngineError `WrongKey`, `Damaged`
 */
export async function proveTenant(path: string, key: string): Promise<TenantProof> {
  const { size: bytes } = await stat(path);
  const sha256 = await sha256Of(path);
  const contents = await readContents(path, key);
  const schema = contents.ledger.at(-1)?.name;
  if (schema === undefined) throw new EngineError("Damaged", "The database has no ledger of migrations.");
  return { proof: { schema, bytes, sha256, rows: contents.rows, audit: contents.audit }, contents };
}

/** @throws EngineError `BadBackup` when the file is not the one the manifest was written for, or does not work */
export async function proveTenantBackup(
  path: string,
  manifest: TenantManifest,
  key: string,
): Promise<Contents> {
  const file = await stat(path).catch(() => null);
  if (!file) throw bad(`The backup ${manifest.id} has no database file.`);
  if (file.size !== manifest.bytes || (await sha256Of(path)) !== manifest.sha256) {
    throw bad(`The database file of the backup ${manifest.id} was changed or is damaged.`);
  }
  const contents = await readContents(path, key).catch((cause) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw bad(`The backup ${manifest.id} does not work: ${why}`, cause);
  });
  const { identity, rows } = contents;
  if (identity?.companyId !== manifest.companyId || identity.databaseId !== manifest.databaseId)
    throw bad(`The backup ${manifest.id} holds another company's database.`);
  const expected = Object.entries(manifest.rows);
  if (
    expected.length !== Object.keys(rows).length ||
    expected.some(([table, count]) => rows[table] !== count)
  )
    throw bad(`The backup ${manifest.id} does not hold the rows it should.`);
  return contents;
}
