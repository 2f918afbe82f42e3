import { z } from "zod";

/** What a form carries that asks for a code of one's second factor, taken for this one time. */
export const freshCode = z.object({
  code: z.string({ error: "errors.required" }).max(100, "errors.invalid"),
});
