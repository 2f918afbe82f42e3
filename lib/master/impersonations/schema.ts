import { z } from "zod";
import { impersonationModes } from "@/drizzle/master/schema/states";
import { oneLine } from "@/lib/domain/text";

/** Ten characters make somebody say something; the company's owner reads it. */
export const shortestReason = 10;
export const longestReason = 300;

/** Half an hour, whatever the page does; the table refuses more. */
export const longestStay = 30 * 60_000;

/** What is asked of who wants to enter a company, but for the second factor's code. */
export const companyEntry = z.object({
  companyId: z.string({ error: "errors.required" }).min(1, "errors.required").max(100, "errors.invalid"),
  reason: z
    .string({ error: "errors.required" })
    .transform(oneLine)
    .refine((text) => [...text].length >= shortestReason, { error: "errors.reasonTooShort", abort: true })
    .refine((text) => text.length <= longestReason, "errors.reasonTooLong"),
  mode: z.enum(impersonationModes, { error: "errors.choose" }).default("read"),
});
export type CompanyEntry = z.output<typeof companyEntry>;
