"use server";
import { companyAction } from "@/lib/actions/company-action";
import { saveBusinessProfile } from "@/lib/company/organization/save-business-profile";
import { businessProfileInput } from "@/lib/company/organization/schema";

export const saveProfileAction = companyAction(
  "settings.write",
  businessProfileInput,
  ({ tx, now, company }, input) => saveBusinessProfile(tx, input, now, company.timeZone),
);
