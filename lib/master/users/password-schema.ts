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
  const message = passwordProblem(password, [companyName, firstName, lastName, username, email]);
  if (message) context.addIssue({ code: "custom", path: ["password"], message });
}

/** The id of the message that says why this password will not do; null when it will. */
export function passwordProblem(password: string, known: readonly (string | undefined)[]): string | null {
  const { score, weakness } = passwordStrength(
    password,
    known.filter((word) => word !== undefined),
  );
  return score >= 2 ? null : `errors.password.${weakness ?? "guessable"}`;
}
