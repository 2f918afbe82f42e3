import type { Env } from "@/lib/env";
import type { Mail } from "./mail";

/** A mail as nodemailer takes it. Nothing in it names a file or an address to read from. */
export function messageOf(mail: Mail, now: Date, config: Env) {
  const { hostname } = new URL(config.publicUrl ?? "http://localhost");
  return {
    ...mail,
    from: config.mail.from ?? `MedAdmin <no-reply@${hostname}>`,
    date: now,
    headers: { "Auto-Submitted": "auto-generated" },
    textEncoding: "quoted-printable",
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;
}
