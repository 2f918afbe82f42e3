import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

/** AES-256-GCM with the key-encryption key. What is wrapped is bound to a context, so that rows cannot be swapped. */
export class Wrapping {
  readonly #key: Buffer;
  /** Tells key-encryption keys apart without telling anything about them; lower-case hex. */
  readonly kekId: string;

  /** @param kek the secret as configured, at least 32 characters */
  constructor(kek: string) {
    this.#key = derive(kek, "medadmin keyring wrapping");
    this.kekId = kekIdOf(kek);
  }

  /** @returns base64 of nonce (12 bytes), ciphertext, tag (16 bytes) */
  wrap(secret: Buffer, context: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce).setAAD(Buffer.from(context));
    return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString(
      "base64",
    );
  }

  /** @throws when the key-encryption key, the context or the text is another */
  unwrap(wrapped: string, context: string): Buffer {
    const bytes = Buffer.from(wrapped, "base64");
    const decipher = createDecipheriv("aes-256-gcm", this.#key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  }
}

/** What the manifests of backups are sealed with. */
export const sealingPurpose = "medadmin backup manifests";

/**
 * 32 bytes for one purpose; the purposes cannot be told from one another. A key-encryption key that replaced another
 * one carries what that one sealed with, and goes on sealing with it.
 */
export function derive(kek: string, purpose: string): Buffer {
  const [, secret = kek, seal] = /^(.+)~([0-9a-f]{64})$/.exec(kek) ?? [];
  if (purpose === sealingPurpose && seal) return Buffer.from(seal, "hex");
  return Buffer.from(hkdfSync("sha256", secret, "", purpose, 32));
}

/** @see Wrapping.kekId */
export function kekIdOf(kek: string): string {
  return createHash("sha256").update(derive(kek, "medadmin kek id")).digest("hex").slice(0, 16);
}

/**
 * Makes a key-encryption key that can take the place of another: new secrecy for the keys of databases, the same seal
 * for the manifests of backups, so that those from before can still be told from forged ones.
 */
export function successorOf(kek: string): string {
  return `${randomBytes(32).toString("base64url")}~${derive(kek, sealingPurpose).toString("hex")}`;
}
