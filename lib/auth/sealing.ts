import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { derivedKey } from "./session-token";

const algorithm = "aes-256-gcm";
const ivLength = 12;
const tagLength = 16;

/**
 * Text that only this installation can read, and only as what it was sealed for.
 * @param about whose and what for; bound to it without being in it
 */
export function seal(text: string, about: string): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, derivedKey("second-factor"), iv).setAAD(Buffer.from(about));
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString(
    "base64url",
  );
}

/** Null for what was changed, sealed for something else, or with a secret that this installation no longer has. */
export function unseal(sealed: string, about: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < ivLength + tagLength) return null;
  const decipher = createDecipheriv(algorithm, derivedKey("second-factor"), bytes.subarray(0, ivLength), {
    authTagLength: tagLength,
  })
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(-tagLength));
  try {
    const text = decipher.update(bytes.subarray(ivLength, -tagLength));
    return Buffer.concat([text, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
