import { type ChangeRole, changeRole } from "@/lib/master/members/change-role";
import { changeMember, type MemberChanger } from "./member-change";

/** Gives a member another role, in the master and in the company's own database. @throws as `changeRole`; OnlyOwners */
export function changeMemberRole(changer: MemberChanger, input: ChangeRole, now: Date) {
  return changeMember(changer, input, (tx) => changeRole(tx, input), now);
}
