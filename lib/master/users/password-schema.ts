import { z } from "zod";
import { passwordLength } from "./password-length";
import { passwordStrength } from "./password-strength";

/** A new password, as typed: spaces count. */
export const passwordSchema = z
  .string({ error: "errors.required" })
  .min(passwordLength.min, "errors.tooShort")
  .max(passwordLength.max, "errors.tooLong");

type Person = Readonly<
  Record<"password", string> &
    Partial<Record<"companyName" | "firstName" | "lastName" | "username" | "email", string>>
>;

/** For a form with a `password` field: refuses what is easy to guess for who knows the rest of the form. */
export function refuseWeakPassword(person: Person, context: z.RefinementCtx): void {
  const { password, companyName, firstName, lastName, username, email } = person;
  const known = [companyName, firstName, lastName, username, email].filter((word) => word !== undefined);
  const { score, weakness } = passwordStrength(password, known);
  if (score >= 2) return;
  context.addIssue({
    code: "custom",
    path: ["password"],
    message: `errors.password.${weakness ?? "guessable"}`,
  });
}
