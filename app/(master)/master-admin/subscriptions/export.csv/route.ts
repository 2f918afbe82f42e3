import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { refusedResponse } from "@/lib/actions/refused-response";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { write } from "@/lib/databases";
import { calendarDateIn } from "@/lib/domain/calendar-date";
import { csvDelimiter, csvResponse } from "@/lib/domain/csv";
import { queryOf } from "@/lib/domain/list-query";
import { csvColumns, subscriptionsCsv } from "@/lib/master/subscriptions/list/csv";
import { parseSubscriptionFilter } from "@/lib/master/subscriptions/list/filter";
import { allSubscriptions } from "@/lib/master/subscriptions/list/list-subscriptions";
import { recordSubscriptionExport } from "@/lib/master/subscriptions/list/record-export";
import { zone } from "../../../_shell/zone";

/** The filtered list as a file, all pages of it. */
export async function GET(request: NextRequest): Promise<Response> {
  const { master, actor } = await requireMasterAdmin();
  const filter = parseSubscriptionFilter(queryOf(request.nextUrl.searchParams));
  const now = new Date();
  const found = await allSubscriptions(master, filter, now);
  const refused = await write(master, actor, (tx) => recordSubscriptionExport(tx, filter, found.length)).then(
    () => null,
    refusedResponse,
  );
  if (refused) return refused;

  const t = await getTranslations("subscriptions");
  const w = await getTranslations("master.subscription");
  const csv = subscriptionsCsv(found, {
    words: {
      headers: csvColumns.map((column) => t(`csv.columns.${column}`)),
      cycle: (cycle) => t(`cycle.${cycle}`),
      state: (state) => w(state),
    },
    delimiter: csvDelimiter(await getLocale()),
    timeZone: zone,
  });
  return csvResponse(`${t("csv.file")}-${calendarDateIn(zone, now)}.csv`, csv);
}
