import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EngineError } from "../errors";
import { derive } from "../keyring/wrapping";

const nonceBytes = 12;
const tagBytes = 16;
const purpose = "medadmin sealed files";

/**
 * Writes what only the company's key opens: AES-256-GCM, as nonce, ciphertext, tag.
 * @param context what it is, so that one cannot stand in for another
 */
export async function sealFile(
  source: Readable,
  target: Writable,
  key: string,
  context: string,
): Promise<void> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", derive(key, purpose), nonce).setAAD(Buffer.from(context));
  await pipeline(
    source,
    cipher,
    async function* (pieces: AsyncIterable<Buffer>) {
      yield nonce;
      yield* pieces;
      yield cipher.getAuthTag();
    },
    target,
  );
}

/**
 * What was sealed, as it was. The last piece comes only if nothing was changed; otherwise the stream ends with an error.
 * @throws EngineError `Damaged` when the file is not there, or too short
 */
export async function openSealed(path: string, key: string, context: string): Promise<Readable> {
  const file = await open(path, "r").catch((cause) => {
    throw new EngineError("Damaged", "The sealed file is not there.", {}, { cause });
  });
  try {
    const { size } = await file.stat();
    if (size < nonceBytes + tagBytes) throw new EngineError("Damaged", "The sealed file is too short.");
    const [nonce, tag] = [Buffer.alloc(nonceBytes), Buffer.alloc(tagBytes)];
    await file.read(nonce, 0, nonceBytes, 0);
    await file.read(tag, 0, tagBytes, size - tagBytes);
    const decipher = createDecipheriv("aes-256-gcm", derive(key, purpose), nonce)
      .setAAD(Buffer.from(context))
      .setAuthTag(tag);
    const out = new PassThrough();
    const sealed = createReadStream(path, { start: nonceBytes, end: size - tagBytes - 1 });
    // The reader of `out` learns of a failure by its `error`.
    pipeline(sealed, decipher, out).catch(() => {});
    return out;
  } finally {
    await file.close();
  }
}
