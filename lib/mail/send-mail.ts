import { createTransport } from "nodemailer";
import { type Env, env } from "@/lib/env";
import { log } from "@/lib/log";
import type { Mail } from "./mail";
import { messageOf } from "./message";
import { keepInOutbox } from "./outbox";

export type Delivery = "sent" | "kept";

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Sends a mail, or keeps it in the outbox when there is no mail server or it does not take it: none is lost. Logs that,
 * and neither to whom nor what.
 * @throws ConfigurationError where it can neither be sent nor kept
 */
export async function sendMail(mail: Mail, now: Date, config: Env = env()): Promise<Delivery> {
  const { smtpUrl } = config.mail;
  if (smtpUrl !== null) {
    try {
      await createTransport({ ...patience, url: smtpUrl }).sendMail(messageOf(mail, now, config));
      log().info("A mail was sent.");
      return "sent";
    } catch (error) {
      // Not its message: servers repeat addresses in it.
      const { code } = error as { code?: unknown };
      log().error({ code }, "The mail server did not take a mail; it is kept in the outbox.");
    }
  }
  const file = await keepInOutbox(mail, now, config);
  log().info({ file }, "A mail was written into the outbox.");
  return "kept";
}
