import { z } from "zod";
import { optional } from "./text";

/** The second, optional name a company is found by, such as `TH001` or `TEST_HOSPITAL`. */
export function isCompanyCode(text: string): boolean {
  return /^[A-Z0-9_]{2,20}$/.test(text);
}

/** Typed in any case; the output is in upper case. */
export const companyCodeSchema = z
  .string({ error: "errors.required" })
  .trim()
  .toUpperCase()
  .min(1, "errors.required")
  .refine(isCompanyCode, "errors.companyCode.invalid");

export const optionalCompanyCodeSchema = optional(companyCodeSchema);
