import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { ConfigurationError, type Env, env } from "@/lib/env";
import type { Mail } from "./mail";
import { letterId, messageOf } from "./message";

/**
 * Writes a mail into the outbox, for nobody's eyes but the operator's: any mail program opens the file. One with a key
 * is written once.
 * @returns the file's name
 * @throws ConfigurationError where files do not stay
 */
export async function keepInOutbox(mail: Mail, now: Date, config: Env = env()): Promise<string> {
  if (config.onVercel) {
    throw new ConfigurationError("On Vercel SMTP_URL must be set to send mail: files do not stay there.");
  }
  const composing = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await composing.sendMail(messageOf(mail, now, config));
  const folder = join(/* turbopackIgnore: true */ config.dataDir, "outbox");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const id = mail.key === undefined ? crypto.randomUUID().slice(0, 8) : letterId(mail.key);
  const known = mail.key === undefined ? undefined : await findLetter(folder, id);
  if (known !== undefined) return known;
  const name = `${now.toISOString().replaceAll(":", "-")}-${id}.eml`;
  if (!(message instanceof Uint8Array)) throw new TypeError("The mail was not composed at once.");
  await writeFile(join(/* turbopackIgnore: true */ folder, name), message, { flag: "wx", mode: 0o600 });
  return name;
}

const findLetter = async (folder: string, id: string) =>
  (await readdir(/* turbopackIgnore: true */ folder)).find((name) => name.endsWith(`-${id}.eml`));
