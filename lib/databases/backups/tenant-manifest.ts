import { createHmac, timingSafeEqual } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { backupReasons } from "@/drizzle/master/schema/states";
import { derive } from "../keyring/wrapping";
import { bad, safeJson } from "./manifest";

const tenantManifestSchema = z.object({
  format: z.literal(1),
  kind: z.literal("tenant"),
  id: z.string(),
  /** Which installation wrote it. */
  installation: z.string(),
  companyId: z.string(),
  databaseId: z.string(),
  generation: z.number().int(),
  /** The key of the keyring that the file is encrypted with, and the manifest sealed. */
  keyId: z.string(),
  reason: z.enum(backupReasons),
  /** Milliseconds UTC. */
  createdAt: z.number().int(),
  /** Name of the last migration. */
  schema: z.string(),
  bytes: z.number().int(),
  /** Of the database file, lower-case hex. */
  sha256: z.string().length(64),
  /** Rows per table. */
  rows: z.record(z.string(), z.number().int()),
  /** The last event of the company's audit; null before the first. */
  audit: z.object({ seq: z.number().int(), hash: z.string() }).nullable(),
});

/** What the backup of a company's database says of itself. */
export type TenantManifest = Readonly<z.output<typeof tenantManifestSchema>>;

const sealedSchema = z.object({ manifest: tenantManifestSchema, hmac: z.string().regex(/^[0-9a-f]{64}$/) });

export const tenantFile = "tenant.db";
export const manifestFile = "manifest.json";

/** @param key of the company: its backups outlive another key-encryption key, and are worth nothing without their own */
export async function writeTenantManifest(
  folder: string,
  manifest: TenantManifest,
  key: string,
): Promise<void> {
  const sealed = { manifest, hmac: seal(manifest, key) };
  const text = `${JSON.stringify(sealed, null, 2)}\n`;
  await writeFile(join(folder, manifestFile), text, { mode: 0o600, flush: true });
}

/**
 * @param reveal gives the key that the manifest names
 * @throws EngineError `BadBackup`, and what `reveal` throws
 */
export async function parseTenantManifest(
  text: string,
  reveal: (keyId: string) => Promise<string>,
): Promise<TenantManifest> {
  const parsed = sealedSchema.safeParse(safeJson(text));
  if (!parsed.success) throw bad("The backup's manifest is damaged.");
  const { manifest, hmac } = parsed.data;
  const expected = seal(manifest, await reveal(manifest.keyId));
  if (!timingSafeEqual(Buffer.from(hmac), Buffer.from(expected))) {
    throw bad(`The manifest of the backup ${manifest.id} was changed, or another installation wrote it.`);
  }
  return manifest;
}

/** Over the values with sorted names, so that white space and order do not matter and nothing else may differ. */
function seal(manifest: TenantManifest, key: string): string {
  const text = JSON.stringify(manifest, (_, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHmac("sha256", derive(key, "medadmin company backup manifests")).update(text).digest("hex");
}
