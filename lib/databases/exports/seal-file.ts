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

const magic = "medadmin sealed 1 ";
/** Names the key, which may be replaced before the file is opened: 36 characters, and a line end. */
const headerBytes = magic.length + 36 + 1;

/**
 * Writes what only a company's key opens: a line that names the key, then AES-256-GCM as nonce, ciphertext, tag.
 * @param context what it is, so that one cannot stand in for another
 */
export async function sealFile(
  source: Readable,
  target: Writable,
  key: { readonly id: string; readonly secret: string },
  context: string,
): Promise<void> {
  const header = Buffer.from(`${magic}${key.id}\n`);
  if (header.length !== headerBytes) throw new TypeError("The id of a key is a UUID.");
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", derive(key.secret, purpose), nonce).setAAD(
    Buffer.from(context),
  );
  await pipeline(
    source,
    cipher,
    async function* (pieces: AsyncIterable<Buffer>) {
      yield header;
      yield nonce;
      yield* pieces;
      yield cipher.getAuthTag();
    },
    target,
  );
}

/**
 * What was sealed, as it was. The last piece comes only if nothing was changed; otherwise the stream ends with an error.
 * @param reveal gives the key that the file names, if whoever asks may have it
 * @throws EngineError `Damaged` when the file is not there, too short, or names no key; what `reveal` throws
 */
export async function openSealed(
  path: string,
  reveal: (keyId: string) => Promise<string>,
  context: string,
): Promise<Readable> {
  const file = await open(path, "r").catch((cause) => {
    throw new EngineError("Damaged", "The sealed file is not there.", {}, { cause });
  });
  try {
    const { size } = await file.stat();
    const begins = headerBytes + nonceBytes;
    if (size < begins + tagBytes) throw new EngineError("Damaged", "The sealed file is too short.");
    const [header, nonce] = [Buffer.alloc(headerBytes), Buffer.alloc(nonceBytes)];
    await file.read(header, 0, headerBytes, 0);
    const named = header.toString("latin1");
    if (!named.startsWith(magic)) throw new EngineError("Damaged", "The sealed file names no key.");
    const key = await reveal(named.slice(magic.length).trim());
    const tag = Buffer.alloc(tagBytes);
    await file.read(nonce, 0, nonceBytes, headerBytes);
    await file.read(tag, 0, tagBytes, size - tagBytes);
    const decipher = createDecipheriv("aes-256-gcm", derive(key, purpose), nonce)
      .setAAD(Buffer.from(context))
      .setAuthTag(tag);
    const out = new PassThrough();
    const sealed = createReadStream(path, { start: begins, end: size - tagBytes - 1 });
    // The reader of `out` learns of a failure by its `error`.
    pipeline(sealed, decipher, out).catch(() => {});
    return out;
  } finally {
    await file.close();
  }
}
