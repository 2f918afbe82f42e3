import { z } from "zod";
import { roles } from "@/drizzle/master/schema/states";
import { requiredText } from "@/lib/domain/text";

const userId = z.string({ error: "errors.required" });
const companyId = userId;
const role = z.enum(roles, { error: "errors.choose" });

/** Of the second factor. Whether one is needed says the journey: some roles are given without. */
const code = z.string().max(100, "errors.invalid").default("");

/** What the platform's forms say of a person. */
export const onePerson = z.object({ userId });
export const personWithReason = onePerson.extend({
  reason: requiredText(500).pipe(z.string().min(10, "errors.tooShort")),
});
export const personSession = onePerson.extend({ sessionId: z.string().nullable().default(null) });
export const personFactor = onePerson.extend({ code });
export const personPlace = onePerson.extend({ company: requiredText(63), role, code });
// Not `companyId`: that names the company a form was rendered for.
export const personRole = onePerson.extend({
  place: companyId,
  role,
  code,
  version: z.coerce.number({ error: "errors.invalid" }).int("errors.invalid"),
});
export const personRemoval = onePerson.extend({ place: companyId });
