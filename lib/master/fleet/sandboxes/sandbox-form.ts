import { z } from "zod";
import { oneLine } from "@/lib/domain/text";
import { longestReason, shortestReason } from "@/lib/master/impersonations/schema";

/** As a form sends it: people's data are copied as they are only when that is ticked, and only with a reason. */
export const sandboxForm = z
  .object({
    unmasked: z
      .literal("on")
      .optional()
      .transform((ticked) => ticked === "on"),
    reason: z.string().transform(oneLine).pipe(z.string().max(longestReason, "errors.tooLong")).optional(),
  })
  .refine(({ unmasked, reason }) => !unmasked || saysWhy(reason ?? ""), {
    path: ["reason"],
    error: "errors.sandboxReason",
  })
  .transform(({ unmasked, reason }) => ({ reason: unmasked ? (reason ?? null) : null }));

/** In as many characters as make somebody say something. */
export const saysWhy = (reason: string) => [...reason].length >= shortestReason;
