import { z } from "zod";
import { optional } from "./text";

/** One form for comparing and keeping: nobody has two mailboxes that differ only in case. */
export function normalizeEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** An address that must be there; 254 is the longest that can be delivered (RFC 5321). */
export const emailSchema = z
  .string({ error: "errors.required" })
  .transform(normalizeEmail)
  .pipe(
    z.string().min(1, "errors.required").max(254, "errors.tooLong").pipe(z.email("errors.email.invalid")),
  );

/** An address that may be left out; empty becomes null. */
export const optionalEmailSchema = optional(emailSchema);
