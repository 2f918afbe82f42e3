import { Readable } from "node:stream";
import { notFound } from "next/navigation";
import { refusedResponse } from "@/lib/actions/refused-response";
import { requireCompany } from "@/lib/auth/require-company";
import { engineErrorOf, isPassing, openMaster } from "@/lib/databases";
import { calendarDateIn } from "@/lib/domain/calendar-date";
import { isDomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/id";
import { downloadExport } from "@/lib/journeys/exports/download-export";

/** The company's data as one file: for who may export it, in their own session, for a day. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { db, actor, company } = await requireCompany("company.export");
  const { id } = await params;
  if (!isId(id)) notFound();
  const asked = { master: await openMaster(), db, companyId: company.id, id };
  const found = await downloadExport(asked, actor, new Date()).catch(missing).catch(refusedResponse);
  if (found instanceof Response) return found;
  if (found === null) return new Response(null, { status: 503, headers: { "retry-after": "5" } });
  const name = `${company.slug}-${calendarDateIn(company.timeZone, new Date(found.readyAt))}.zip`;
  return new Response(Readable.toWeb(found.zip) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "application/zip",
      "content-length": String(found.bytes),
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

/** Null while nothing can be written into the company's audit, or the bucket does not hand it out: both pass. */
function missing(error: unknown): null {
  if (isDomainError(error, "notFound")) notFound();
  const refused = engineErrorOf(error);
  if (refused && (isPassing(refused) || refused.code === "TargetFailed")) return null;
  throw error;
}
