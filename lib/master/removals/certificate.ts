import { createHash } from "node:crypto";
import { z } from "zod";

const instant = z.number().int();

/** What a deleted company can be told, and shown to whoever asks: what there was, and that it is gone. */
export const certificateSchema = z.object({
  format: z.literal(1),
  /** Of this installation. */
  installation: z.string(),
  removalId: z.string(),
  company: z.object({ id: z.string(), name: z.string(), slug: z.string(), code: z.string().nullable() }),
  requestedBy: z.string(),
  reason: z.string(),
  /** All instants in ms UTC. */
  requestedAt: instant,
  dueAt: instant,
  databases: z.array(z.string()),
  keys: z.array(z.object({ id: z.string(), destroyedAt: instant.nullable() })),
  keyDestroyedAt: instant,
  /** As they were when they were read for the last time. */
  files: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
  /** Databases on servers, which have no files of ours. */
  remote: z.array(z.string()),
  /** Including those kept in object storage. */
  backups: z.array(
    z.object({
      id: z.string(),
      target: z.string(),
      takenAt: instant,
      bytes: z.number().int().nullable(),
      sha256: z.string().nullable(),
    }),
  ),
  removedAt: instant,
  /** When the last copy of the key in a backup of the keyring expires; null when there is none. */
  lastKeyCopyExpiresAt: instant.nullable(),
});
export type Certificate = Readonly<z.output<typeof certificateSchema>>;

export function readCertificate(text: string): Certificate {
  return certificateSchema.parse(JSON.parse(text));
}

/** Stands in the audit, whose chain shows that the certificate is still the one that was written. */
export function certificateHash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
