import type { NextRequest } from "next/server";
import { auditCsv } from "@/app/_audit/audit-csv";
import { refusedResponse } from "@/lib/actions/refused-response";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { write } from "@/lib/databases";
import { parseAuditFilter } from "@/lib/domain/audit-filter";
import { queryOf } from "@/lib/domain/list-query";
import { companiesOf, exportPlatformEvents, platformZone } from "@/lib/master/audit/list-events";
import { recordAuditExport } from "@/lib/master/audit/record-export";
import { resolveTargets } from "@/lib/master/audit/resolve-targets";

/** The filtered events as a file; that it was taken is the next event. */
export async function GET(request: NextRequest): Promise<Response> {
  const { master, actor } = await requireMasterAdmin();
  const filter = parseAuditFilter(queryOf(request.nextUrl.searchParams));
  const events = await exportPlatformEvents(master, filter, await resolveTargets(master, filter));
  const refused = await write(master, actor, (tx) => recordAuditExport(tx, filter)).then(
    () => null,
    refusedResponse,
  );
  if (refused) return refused;
  return auditCsv({
    events,
    area: "platform",
    owner: "medadmin",
    timeZone: platformZone,
    now: new Date(),
    companiesOf: (batch) => companiesOf(master, batch),
  });
}
