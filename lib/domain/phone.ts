import {
  type CountryCode,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from "libphonenumber-js/min";
import { z } from "zod";
import { optional } from "./text";

export type PhoneProblem = "tooShort" | "tooLong" | "invalid";
export type ParsedPhone = { ok: true; phone: string } | { ok: false; problem: PhoneProblem };

/** Separators of words in a list: two numbers in one field are refused instead of being read as one. */
const several = /[,;/]|\p{L}{2,}/u;

/** Reads a number as people write it; without a country code it is one of `country`. The result is E.164, `+994501234567`. */
export function parsePhone(text: string, country: CountryCode = "AZ"): ParsedPhone {
  const trimmed = text.trim().replace(/^00(?=[1-9])/, "+");
  if (several.test(trimmed)) return { ok: false, problem: "invalid" };
  const length = validatePhoneNumberLength(trimmed, country);
  if (length === "TOO_SHORT") return { ok: false, problem: "tooShort" };
  if (length === "TOO_LONG") return { ok: false, problem: "tooLong" };
  const number = parsePhoneNumberFromString(trimmed, country);
  if (length !== undefined || !number?.isValid() || number.ext !== undefined)
    return { ok: false, problem: "invalid" };
  return { ok: true, phone: number.number };
}

/** Mobile numbers here and those of Baku: nearly all there are, and the library takes longer for one than a row of a list does. */
const usual = /^(\+994)(10|12|50|51|55|60|70|77|99)(\d{3})(\d{2})(\d{2})$/;

/** `+994 50 123 45 67`; a text that is no number comes back unchanged. */
export function formatPhone(phone: string): string {
  const parts = usual.exec(phone);
  if (parts) return parts.slice(1).join(" ");
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}

/** A number that must be there; the output is E.164. */
export const phoneSchema = z
  .string({ error: "errors.required" })
  .trim()
  .min(1, "errors.required")
  .max(40, "errors.phone.tooLong")
  .transform((text, context) => {
    const parsed = parsePhone(text);
    if (parsed.ok) return parsed.phone;
    context.addIssue({ code: "custom", message: `errors.phone.${parsed.problem}` });
    return z.NEVER;
  });

/** A number that may be left out; empty becomes null. */
export const optionalPhoneSchema = optional(phoneSchema);
