"use server";
import { companyJourney } from "@/lib/actions/company-journey";
import { closeOwnCompany, closeOwnCompanyInput } from "@/lib/auth/close-own-company";

export const closeCompanyAction = companyJourney(
  "company.close",
  closeOwnCompanyInput,
  ({ master, now, ...member }, input) => closeOwnCompany(master, member, input, now),
  { onOk: () => "/login?done=companyClosed" },
);
