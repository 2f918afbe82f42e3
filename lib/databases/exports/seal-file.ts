import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
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
 * @param sealed in pieces of any size; destroyed when this fails
 * @param reveal gives the key that the file names, if whoever asks may have it
 * @throws EngineError `Damaged` when it is too short, or names no key; what `reveal` throws
 */
export async function openSealed(
  sealed: Readable,
  reveal: (keyId: string) => Promise<string>,
  context: string,
): Promise<Readable> {
  const pieces: AsyncIterator<Uint8Array> = sealed[Symbol.asyncIterator]();
  const begins = headerBytes + nonceBytes;
  let held = Buffer.alloc(0);
  try {
    while (held.length < begins) {
      const next = await pieces.next();
      if (next.done) throw tooShort();
      held = Buffer.concat([held, next.value]);
    }
    const named = held.toString("latin1", 0, headerBytes);
    if (!named.startsWith(magic)) throw new EngineError("Damaged", "The sealed file names no key.");
    const key = await reveal(named.slice(magic.length).trim());
    const decipher = createDecipheriv(
      "aes-256-gcm",
      derive(key, purpose),
      held.subarray(headerBytes, begins),
    ).setAAD(Buffer.from(context));
    const ciphertext = withoutTag(held.subarray(begins), pieces, (tag) => decipher.setAuthTag(tag));
    const out = new PassThrough();
    // The reader of `out` learns of a failure by its `error`.
    pipeline(ciphertext, decipher, out)
      .catch(() => {})
      .finally(() => sealed.destroy());
    return out;
  } catch (error) {
    sealed.destroy();
    throw error;
  }
}

/** Everything but the last bytes, which are the tag: only the end tells where it begins. */
async function* withoutTag(
  first: Buffer,
  pieces: AsyncIterator<Uint8Array>,
  end: (tag: Buffer) => void,
): AsyncGenerator<Buffer> {
  let held = first;
  for (;;) {
    const ready = Math.max(0, held.length - tagBytes);
    if (ready > 0) yield held.subarray(0, ready);
    held = held.subarray(ready);
    const next = await pieces.next();
    if (next.done) break;
    held = Buffer.concat([held, next.value]);
  }
  if (held.length < tagBytes) throw tooShort();
  end(held);
}

const tooShort = () => new EngineError("Damaged", "The sealed file is too short.");
