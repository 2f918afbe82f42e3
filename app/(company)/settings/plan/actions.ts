"use server";
import { companyJourney } from "@/lib/actions/company-journey";
import { changeCompanyPlan } from "@/lib/journeys/change-company-plan";
import { planChoice } from "@/lib/master/subscriptions/schema";

export const changePlanAction = companyJourney(
  "billing.write",
  planChoice,
  ({ master, db, company, actor, now }, choice) =>
    changeCompanyPlan({ master, db, companyId: company.id }, actor, choice, now),
  { onOk: (change) => `/settings/plan?done=${change ? "planChanged" : "same"}` },
);
