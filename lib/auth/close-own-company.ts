import { z } from "zod";
import { type Actor, type MasterDb, write } from "@/lib/databases";
import { DomainError, Invalid } from "@/lib/domain/errors";
import { oneLine, optionalText, requiredText } from "@/lib/domain/text";
import { beginClosing } from "@/lib/journeys/close-company";
import { findMember } from "@/lib/master/members/find-member";
import { forgiveAttempts } from "@/lib/master/sessions/sign-in-throttle";
import type { CompanyMember } from "./company-access";
import { proveCurrentPassword } from "./current-password";

export const closeOwnCompanyInput = z.object({
  companyName: requiredText(120),
  password: z.string({ error: "errors.required" }).min(1, "errors.required"),
  reason: optionalText(300),
});

/**
 * An owner closes the company they are in: an open browser is not enough, and the name is typed so that it is this
 * one. Everybody is signed out, they too.
 * @throws DomainError `impersonationRefused`, `forbidden` for who owns it no more; Invalid for either field; TooManyAttempts; what `beginClosing` throws
 */
export async function closeOwnCompany(
  master: MasterDb,
  {
    user,
    company,
    impersonation,
    actor,
  }: Pick<CompanyMember, "user" | "company" | "impersonation"> & { actor: Actor },
  { companyName, password, reason }: z.output<typeof closeOwnCompanyInput>,
  now: Date,
): Promise<void> {
  if (impersonation) throw new DomainError("impersonationRefused");
  if (oneLine(companyName) !== oneLine(company.name)) throw new Invalid("companyName", "errors.nameNotTyped");
  const { attempt } = await proveCurrentPassword(master, actor, { user, password, field: "password" }, now);
  await write(master, actor, async (tx) => {
    // Checking a password takes a while, in which somebody may have taken their place away.
    if ((await findMember(tx, company.id, user.id))?.role !== "owner") throw new DomainError("forbidden");
    await forgiveAttempts(tx, attempt.account);
  });
  await beginClosing(master, actor, { companyId: company.id, reason: reason ?? "–" }, now);
}
