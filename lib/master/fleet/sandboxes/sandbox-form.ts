import { z } from "zod";

/** As a form sends it: people's data are copied as they are only when that is ticked, and only with a reason. */
export const sandboxForm = z
  .object({
    unmasked: z
      .literal("on")
      .optional()
      .transform((ticked) => ticked === "on"),
    reason: z.string().max(300, "errors.tooLong").optional(),
  })
  .refine(({ unmasked, reason }) => !unmasked || reason !== undefined, {
    path: ["reason"],
    error: "errors.sandboxReason",
  })
  .transform(({ unmasked, reason }) => ({ reason: unmasked ? (reason ?? null) : null }));
