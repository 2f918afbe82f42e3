import { createHash } from "node:crypto";
import type { CatalogueKind } from "./kinds";

/**
 * The id of a catalogue row, derived from its code, so that every install and every re-seeding agree on it.
 * A UUID of version 8, which RFC 9562 leaves to the application.
 */
export function stableId(kind: CatalogueKind, code: string): string {
  const hash = createHash("sha256").update(`medadmin:${kind}:${code}`).digest();
  hash[6] = (hash.readUInt8(6) & 0x0f) | 0x80;
  hash[8] = (hash.readUInt8(8) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
