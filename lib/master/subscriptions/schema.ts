import { z } from "zod";
import { billingCycles } from "@/drizzle/master/schema/states";

export const planChoice = z.object({
  planId: z.string({ error: "errors.choose" }).min(1, "errors.choose").max(100, "errors.choose"),
  cycle: z.enum(billingCycles, { error: "errors.choose" }),
});
export type PlanChoice = z.output<typeof planChoice>;
