"use server";
import { z } from "zod";
import { companyJourney } from "@/lib/actions/company-journey";
import { requestCompanyExport } from "@/lib/journeys/exports/request-company-export";

export const requestExportAction = companyJourney(
  "company.export",
  z.object({}),
  ({ master, company, user, actor, now }) =>
    requestCompanyExport(master, { companyId: company.id, userId: user.id }, actor, now),
  { onOk: () => "/settings/data?done=exportAsked" },
);
