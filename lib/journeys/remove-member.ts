import { removeMember } from "@/lib/master/members/remove-member";
import { changeMember, type MemberChanger } from "./member-change";

/**
 * Ends a person's place in a company at once, in the master and in the company's own database. Also for oneself.
 * @throws as `removeMember`; OnlyOwners
 */
export function removeCompanyMember(
  changer: MemberChanger,
  { companyId, userId }: { readonly companyId: string; readonly userId: string },
  now: Date,
) {
  const who = { companyId, userId };
  return changeMember(changer, who, (tx) => removeMember(tx, who), now);
}
