"use server";
import { companyJourney } from "@/lib/actions/company-journey";
import { addColleague } from "@/lib/auth/add-colleague";
import { changeMemberRole } from "@/lib/journeys/change-member-role";
import { removeCompanyMember } from "@/lib/journeys/remove-member";
import { memberRemoval, memberRole, newMember } from "@/lib/master/members/schema";

export const addMemberAction = companyJourney(
  "member.write",
  newMember,
  ({ master, actor, company, now }, input) =>
    addColleague({ master, actor }, { companyId: company.id, ...input }, now),
  { creates: true, onOk: ({ added }) => `/settings/members?done=${added ? "memberAdded" : "memberThere"}` },
);

export const changeRoleAction = companyJourney(
  "member.write",
  memberRole,
  ({ master, actor, company, now }, input) =>
    changeMemberRole({ master, actor, on: "company" }, { companyId: company.id, ...input }, now),
  { onOk: (change) => `/settings/members?done=${change ? "roleChanged" : "same"}` },
);

/** Never refused for the sake of the subscription: access must always be possible to take away. */
export const removeMemberAction = companyJourney(
  "member.write",
  memberRemoval,
  ({ master, actor, company, now }, { userId }) =>
    removeCompanyMember({ master, actor, on: "company" }, { companyId: company.id, userId }, now),
  { onOk: () => "/settings/members?done=memberRemoved" },
);
