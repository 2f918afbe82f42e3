import { z } from "zod";
import { optional } from "./text";

/** VÖEN, the taxpayer's number: ten digits. Nothing more is checked, since no public source gives a check digit. */
export function isVoen(text: string): boolean {
  return /^\d{10}$/.test(text);
}

/** Typed with or without spaces and hyphens. */
export const voenSchema = z
  .string({ error: "errors.required" })
  .transform((text) => text.replace(/[\s-]+/g, ""))
  .pipe(z.string().min(1, "errors.required").refine(isVoen, "errors.voen.invalid"));

export const optionalVoenSchema = optional(voenSchema);
