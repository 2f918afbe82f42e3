import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";

/** The newest link that was mailed to this address; without a mail server every mail is a file. */
export async function accessLinkFor(address: string, after = ""): Promise<string> {
  let link = "";
  await expect(() => {
    link = lettersTo(address).map(linkIn).at(-1) ?? "";
    expect(link).not.toBe("");
    expect(link).not.toBe(after);
  }).toPass({ timeout: 10_000 });
  return link;
}

/** How many mails went to this address. */
export const countLettersTo = (address: string) => lettersTo(address).length;

function lettersTo(address: string): string[] {
  const outbox = join(process.env.E2E_DATA_DIR ?? "", "outbox");
  return readdirSync(outbox)
    .sort()
    .map((name) => readFileSync(join(outbox, name), "utf8"))
    .filter((letter) => letter.includes(`<${address}>`));
}

/** Quoted-printable breaks long lines and writes `=` as `=3D`. */
const linkIn = (letter: string) =>
  /\/access\/[\w-]+/.exec(letter.replaceAll("=\r\n", "").replaceAll("=3D", "="))?.[0] ?? "";
