import { createHash, randomInt } from "node:crypto";

/** Crockford's base 32: nothing that is read as something else. */
const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const groups = 4;
const groupLength = 4;

/** Ten codes of 80 random bits, `7K2M-…` four times four: too many to try, so a plain hash keeps them safe. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    Array.from({ length: groups }, () =>
      Array.from({ length: groupLength }, () => signs[randomInt(signs.length)]).join(""),
    ).join("-"),
  );
}

/** Whether it is meant as one, and not as the six digits of an app. */
export function isRecoveryCode(code: string): boolean {
  return plain(code).length === groups * groupLength;
}

/** What is kept of a code. It does not depend on the installation's secret: codes open the door when that is lost. */
export function hashRecoveryCode(userId: string, code: string): string {
  return createHash("sha256")
    .update(`${userId}\n${plain(code)}`)
    .digest("hex");
}

/** As it was made, however it was typed off the paper. */
function plain(code: string): string {
  return code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}
