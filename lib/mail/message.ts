import { hash } from "node:crypto";
import type { Env } from "@/lib/env";
import type { Mail } from "./mail";

/** A mail as nodemailer takes it. Nothing in it names a file or an address to read from. */
export function messageOf({ key, ...mail }: Mail, now: Date, config: Env) {
  const { hostname } = new URL(config.publicUrl ?? "http://localhost");
  return {
    ...mail,
    from: config.mail.from ?? `MedAdmin <no-reply@${hostname}>`,
    date: now,
    ...(key !== undefined && { messageId: `<${letterId(key)}@${hostname}>` }),
    headers: { "Auto-Submitted": "auto-generated" },
    textEncoding: "quoted-printable",
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;
}

/** Says nothing of whom the letter is for. */
export const letterId = (key: string) => hash("sha256", key).slice(0, 32);
