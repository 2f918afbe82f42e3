import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { refusedResponse } from "@/lib/actions/refused-response";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { write } from "@/lib/databases";
import { calendarDateIn } from "@/lib/domain/calendar-date";
import { csvDelimiter, csvResponse } from "@/lib/domain/csv";
import { queryOf } from "@/lib/domain/list-query";
import { parseCompanyFilter } from "@/lib/master/companies/company-filter";
import { companiesCsv, csvColumns } from "@/lib/master/companies/csv";
import { exportCompanies } from "@/lib/master/companies/export-companies";
import { recordCompanyExport } from "@/lib/master/companies/record-export";
import { zone } from "../../../_shell/zone";

/** The filtered list as a file, all pages of it, sent while it is read. */
export async function GET(request: NextRequest): Promise<Response> {
  const { master, actor } = await requireMasterAdmin();
  const filter = parseCompanyFilter(queryOf(request.nextUrl.searchParams));
  const now = new Date();
  const found = await exportCompanies(master, filter, now);
  const refused = await write(master, actor, (tx) => recordCompanyExport(tx, filter, found.count)).then(
    () => null,
    refusedResponse,
  );
  if (refused) return refused;

  const t = await getTranslations("companies.csv");
  const w = await getTranslations("master");
  const csv = companiesCsv(found, {
    words: {
      headers: csvColumns.map((column) => t(`columns.${column}`)),
      subscription: (state) => w(`subscription.${state}`),
      state: (state) => w(`state.${state}`),
    },
    delimiter: csvDelimiter(await getLocale()),
    timeZone: zone,
  });
  return csvResponse(`${t("file")}-${calendarDateIn(zone, now)}.csv`, csv);
}
