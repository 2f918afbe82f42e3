import { z } from "zod";
import { passwordLength } from "./password-length";
import { passwordStrength } from "./password-strength";

/**
 * A new password, as typed: spaces count. What anybody could guess is refused here already, so that it is said together
 * with what is wrong elsewhere in the form: rules over several fields run only once each of them is right.
 */
export const passwordSchema = z
  .string({ error: "errors.required" })
  .min(passwordLength.min, { error: "errors.tooShort", abort: true })
  .max(passwordLength.max, { error: "errors.tooLong", abort: true })
  .superRefine((password, context) => {
    const message = passwordProblem(password, []);
    if (message) context.addIssue({ code: "custom", message });
  });

type Person = Readonly<
  Record<"password", string> &
    Partial<Record<"companyName" | "firstName" | "lastName" | "username" | "email", string>>
>;

/** For a form with a `password` field: refuses what is easy to guess for who knows the rest of the form. */
export function refuseWeakPassword(person: Person, context: z.RefinementCtx): void {
  const { password, companyName, firstName, lastName, username, email } = person;
  // Zod also asks when the field itself was refused already.
  if (password.length > passwordLength.max) return;
  const message = passwordProblem(password, [companyName, firstName, lastName, username, email]);
  if (message) context.addIssue({ code: "custom", path: ["password"], message });
}

/** Nothing that is kept of a person is longer; the estimate compares every word of it with every place of the password. */
const longestKnown = 254;

/** The id of the message that says why this password will not do; null when it will. */
export function passwordProblem(password: string, known: readonly (string | undefined)[]): string | null {
  const { score, weakness } = passwordStrength(
    password,
    known.filter((text) => text !== undefined).map((text) => text.slice(0, longestKnown)),
  );
  return score >= 2 ? null : `errors.password.${weakness ?? "guessable"}`;
}
