import { listUrl } from "@/app/_ui/list-url";
import type { Query } from "@/lib/domain/list-query";

/** Where the numbers lead: the lists with the filter that finds what was counted. */
export const companiesList = (query: Query = {}) => listUrl("/master-admin/companies", query);
export const subscriptionsList = (query: Query) => listUrl("/master-admin/subscriptions", query);
export const companyPage = (id: string) => `/master-admin/companies/${id}`;
