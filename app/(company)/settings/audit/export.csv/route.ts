import type { NextRequest } from "next/server";
import { auditCsv } from "@/app/_audit/audit-csv";
import { refusedResponse } from "@/lib/actions/refused-response";
import { requireCompany } from "@/lib/auth/require-company";
import { exportCompanyEvents } from "@/lib/company/audit/list-events";
import { recordAuditExport } from "@/lib/company/audit/record-export";
import { write } from "@/lib/databases";
import { parseAuditFilter } from "@/lib/domain/audit-filter";
import { queryOf } from "@/lib/domain/list-query";

/** The filtered events as a file; that it was taken is the next event. */
export async function GET(request: NextRequest): Promise<Response> {
  const { db, actor, company } = await requireCompany("audit.export");
  const filter = parseAuditFilter(queryOf(request.nextUrl.searchParams));
  const { timeZone } = company;
  const events = await exportCompanyEvents(db, filter, timeZone);
  const refused = await write(db, actor, (tx) => recordAuditExport(tx, filter)).then(
    () => null,
    refusedResponse,
  );
  if (refused) return refused;
  return auditCsv({ events, area: "company", owner: company.slug, timeZone, now: new Date() });
}
