import { hash as argonHash, verify as argonVerify, type Options } from "@node-rs/argon2";
import { passwordLength } from "./password-length";

/** Argon2id (the library's default kind) with OWASP's first choice for it: 19 MiB, two passes, one lane. */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same letters typed on another keyboard are the same password (NIST SP 800-63B, 5.1.1.2). */
const normalize = (password: string) =>
  // Cut before, since nobody was kept from sending megabytes, and after, since single signs become up to 18.
  password.slice(0, passwordLength.max).normalize("NFKC").slice(0, passwordLength.max);

/** Runs outside the event loop, about 20 ms. Never inside a write transaction: others wait for that. */
export function hashPassword(password: string): Promise<string> {
  return argonHash(normalize(password), parameters);
}

/**
 * Whether the password is the one behind `hash`. Without a hash, because nobody has that name, it takes as long and
 * says no, so that the time tells nothing.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword(crypto.randomUUID());
  const matches = await argonVerify(hash ?? (await nobodysHash), normalize(password));
  return matches && hash !== null;
}

let nobodysHash: Promise<string> | undefined;
