"use server";
import { z } from "zod";
import { companyAction } from "@/lib/actions/company-action";
import { saveBusinessProfile } from "@/lib/company/organization/save-business-profile";
import { businessProfileInput } from "@/lib/company/organization/schema";
import { skipOnboarding } from "@/lib/company/organization/skip-onboarding";

export const finishOnboardingAction = companyAction(
  "settings.write",
  businessProfileInput,
  ({ tx, now, company }, input) => saveBusinessProfile(tx, input, now, company.timeZone),
  { onOk: () => "/dashboard?done=profiled" },
);

export const skipOnboardingAction = companyAction(
  "settings.write",
  z.object({}),
  ({ tx, now }) => skipOnboarding(tx, now),
  { onOk: () => "/dashboard?done=skipped", name: "onboarding.skip" },
);
