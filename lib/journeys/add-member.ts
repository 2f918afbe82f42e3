import { type AddMember, addMember } from "@/lib/master/members/add-member";
import { changeMember, type MemberChanger } from "./member-change";

/** Gives a person a place in a company, in the master and in the company's own database. @throws as `addMember`; OnlyOwners */
export function addCompanyMember(changer: MemberChanger, input: AddMember, now: Date) {
  return changeMember(changer, input, (tx) => addMember(tx, input), now);
}
