import { expect, it } from "vitest";
import { newTotpSecret, stepOf, totpUri } from "./totp";

/** RFC 6238, appendix B, SHA-1: "12345678901234567890" in base32, and the last six of the eight digits there. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

it.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("knows the code of second %d, and its step", (second, code) => {
  expect(stepOf(secret, code, new Date(second * 1000))).toBe(Math.floor(second / 30));
});

it("knows nothing but six digits", () => {
  for (const code of ["", "28708", "2870820", "28708a", " 287082"])
    expect(stepOf(secret, code, new Date(59_000)), code).toBeNull();
});

it("makes secrets of 160 bits and tells apps everything about them", () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
  const uri = new URL(totpUri(secret, "ş@example.com"));
  expect(uri.protocol).toBe("otpauth:");
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    issuer: "MedAdmin",
    secret,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});
