import { z } from "zod";
import { billingCycles } from "@/drizzle/master/schema/states";
import { optionalCompanyCodeSchema } from "@/lib/domain/company-code";
import { emailSchema } from "@/lib/domain/email";
import { phoneSchema } from "@/lib/domain/phone";
import { requiredText } from "@/lib/domain/text";
import { passwordSchema, refuseWeakPassword } from "@/lib/master/users/password-schema";
import { usernameSchema } from "@/lib/master/users/username";

/** What is asked of the company: all there is to ask of somebody who has an account. */
export const newCompanySchema = z.object({
  companyName: requiredText(120),
  companyEmail: emailSchema,
  phone: phoneSchema,
  planId: z.string({ error: "errors.choose" }).min(1, "errors.choose"),
  cycle: z.enum(billingCycles, { error: "errors.choose" }),
});

/** What the registration form asks for; also what an operator gives. */
export const registerCompanySchema = newCompanySchema
  .extend({
    firstName: requiredText(60),
    lastName: requiredText(60),
    username: usernameSchema,
    email: emailSchema,
    password: passwordSchema,
    code: optionalCompanyCodeSchema.optional(),
  })
  .superRefine(refuseWeakPassword);

export type RegisterCompany = z.output<typeof registerCompanySchema>;
