"use server";
import { masterJourney } from "@/lib/actions/master-action";
import { beginClosing, takeBack } from "@/lib/journeys/close-company";
import { aboutCompany, suspendCompanyInput } from "@/lib/master/companies/schema";
import { closePath } from "./addresses";

/** The reason is asked for as when a company is suspended: its owners read it. */
export const beginClosingAction = masterJourney(
  suspendCompanyInput,
  async ({ master, actor, now }, input) => {
    await beginClosing(master, actor, input, now);
    return input.companyId;
  },
  { onOk: (id) => closePath(id) },
);

export const takeBackAction = masterJourney(
  aboutCompany,
  async ({ master, actor, now }, { companyId }) => {
    await takeBack(master, actor, { companyId, by: "operator" }, now);
    return companyId;
  },
  { onOk: (id) => closePath(id) },
);
