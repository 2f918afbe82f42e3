import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { refusedResponse } from "@/lib/actions/refused-response";
import { requireCompany } from "@/lib/auth/require-company";
import { csvColumns, doctorsCsv } from "@/lib/company/doctors/csv";
import { exportDoctors } from "@/lib/company/doctors/export-doctors";
import { parseDoctorFilter } from "@/lib/company/doctors/filter";
import { recordDoctorExport } from "@/lib/company/doctors/record-export";
import { resolveFilter } from "@/lib/company/doctors/resolve-filter";
import { write } from "@/lib/databases";
import { calendarDateIn } from "@/lib/domain/calendar-date";
import { csvDelimiter, csvResponse } from "@/lib/domain/csv";
import { queryOf } from "@/lib/domain/list-query";

/** The filtered list as a file, all pages of it, sent while it is read. */
export async function GET(request: NextRequest): Promise<Response> {
  const { db, actor, company, locale } = await requireCompany("doctor.export");
  const asked = parseDoctorFilter(queryOf(request.nextUrl.searchParams));
  const { filter } = await resolveFilter(db, asked, locale);
  const found = await exportDoctors(db, filter, locale);
  const refused = await write(db, actor, (tx) => recordDoctorExport(tx, filter, found.count)).then(
    () => null,
    refusedResponse,
  );
  if (refused) return refused;

  const t = await getTranslations("doctors");
  const csv = doctorsCsv(found, {
    words: {
      headers: csvColumns.map((column) => t(`fields.${column}`)),
      gender: (gender) => t(`gender.${gender}`),
      status: (status) => t(`status.${status}`),
    },
    delimiter: csvDelimiter(locale),
    timeZone: company.timeZone,
  });
  const name = `${company.slug}-${t("csv.file")}-${calendarDateIn(company.timeZone, new Date())}.csv`;
  return csvResponse(name, csv);
}
