import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { EngineError } from "../errors";

export type BackupKind = "master" | "keyring";

const manifestSchema = z.object({
  format: z.literal(1),
  kind: z.enum(["master", "keyring"]),
  /** Also the name of its folder; later ones sort later. */
  id: z.string(),
  /** Which installation wrote it. */
  installation: z.string(),
  /** Milliseconds UTC. */
  createdAt: z.number().int(),
  /** Name of the last migration; null for the keyring, which has none. */
  schema: z.string().nullable(),
  bytes: z.number().int(),
  /** Of the database file, lower-case hex. */
  sha256: z.string().length(64),
  /** Rows per table. */
  rows: z.record(z.string(), z.number().int()),
});

/** What a backup says of itself, sealed so that nobody can change it or the file unnoticed. */
export type Manifest = Readonly<z.output<typeof manifestSchema>>;

const sealedSchema = z.object({ manifest: manifestSchema, hmac: z.string().regex(/^[0-9a-f]{64}$/) });

const fileName = "manifest.json";

/** @param sealingKey derived from the key-encryption key, so that only this installation can write what it accepts */
export async function writeManifest(folder: string, manifest: Manifest, sealingKey: Buffer): Promise<void> {
  const sealed = { manifest, hmac: seal(manifest, sealingKey) };
  await writeFile(join(folder, fileName), `${JSON.stringify(sealed, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
}

/** @throws EngineError `BadBackup` */
export async function readManifest(folder: string, sealingKey: Buffer): Promise<Manifest> {
  const text = await readFile(join(folder, fileName), "utf8").catch(() => null);
  if (text === null) throw bad(`There is no backup in ${folder}.`);
  const parsed = sealedSchema.safeParse(safeJson(text));
  if (!parsed.success) throw bad(`The manifest in ${folder} is damaged.`);
  const { manifest, hmac } = parsed.data;
  if (!timingSafeEqual(Buffer.from(hmac), Buffer.from(seal(manifest, sealingKey)))) {
    throw bad(`The backup in ${folder} was changed, or another installation wrote it.`);
  }
  return manifest;
}

/** Only of files that no process has open. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

export function bad(message: string, cause?: unknown): EngineError {
  return new EngineError("BadBackup", message, {}, { cause });
}

/** Over the parsed values in the schema's order, so that white space does not matter and nothing else may differ. */
function seal(manifest: Manifest, key: Buffer): string {
  const rows = Object.entries(manifest.rows).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([
    manifest.format,
    manifest.kind,
    manifest.id,
    manifest.installation,
    manifest.createdAt,
    manifest.schema,
    manifest.bytes,
    manifest.sha256,
    rows,
  ]);
  return createHmac("sha256", key).update(text).digest("hex");
}

/** Null when it is none. */
export function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
