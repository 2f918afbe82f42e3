import { z } from "zod";
import { businessTypes, legalStructures } from "@/drizzle/tenant/schema";
import { optionalCalendarDateSchema } from "@/lib/domain/calendar-date";
import { openedVersion } from "@/lib/domain/form-fields";
import { requiredText } from "@/lib/domain/text";
import { optionalVoenSchema } from "@/lib/domain/voen";
import { isCountry } from "./countries";

/** What a company says of itself: the step after registration, and the first page of the settings. */
export const businessProfileInput = z.object({
  name: requiredText(200),
  businessNumber: optionalVoenSchema,
  businessType: z.enum(businessTypes, { error: "errors.choose" }),
  legalStructure: z.enum(legalStructures, { error: "errors.choose" }),
  country: z.string({ error: "errors.choose" }).refine(isCountry, "errors.choose"),
  foundedOn: optionalCalendarDateSchema,
  version: openedVersion,
});
export type BusinessProfileInput = z.output<typeof businessProfileInput>;
