import { Secret, TOTP } from "otpauth";

/** RFC 6238 as every authenticator app understands it: SHA-1, six digits, thirty seconds. */
const kind = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** Clocks of phones go wrong by a step at most; more would only help who guesses. */
const window = 1;

/** 160 random bits in base32, as long as the hash (RFC 4226, section 4). */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads off the picture. */
export function totpUri(secret: string, account: string): string {
  return totp(secret, account).toString();
}

/** The time step whose code this is, so that it can be taken once; null when it belongs to none near `now`. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window });
  return delta === null ? null : TOTP.counter({ period: kind.period, timestamp }) + delta;
}

function totp(secret: string, label = "") {
  return new TOTP({ ...kind, issuer: "MedAdmin", label, secret: Secret.fromBase32(secret) });
}
