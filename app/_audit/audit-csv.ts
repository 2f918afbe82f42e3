import { getLocale, getTranslations } from "next-intl/server";
import { eventLabel } from "@/app/_jobs/job-words";
import type { AuditEvent } from "@/lib/databases";
import { readChanges } from "@/lib/domain/audit-changes";
import { calendarDateIn } from "@/lib/domain/calendar-date";
import { csvDelimiter, csvPieces, csvResponse } from "@/lib/domain/csv";
import { formatDate, formatTimeToSecond } from "@/lib/i18n/format";
import { fieldWord, valueWord } from "./change-words";
import { type AuditArea, isEdit, plainSentence } from "./event-words";

interface AuditCsv {
  events: AsyncIterable<readonly AuditEvent[]>;
  area: AuditArea;
  /** Whose log, for the file's name. */
  owner: string;
  timeZone: string;
  now: Date;
  /** Names of companies, found batch by batch; only the platform's file has the column. */
  companiesOf?: (events: readonly AuditEvent[]) => Promise<Map<string, { name: string }>>;
}

const columns = [
  "at",
  "who",
  "impersonator",
  "what",
  "action",
  "type",
  "record",
  "id",
  "changes",
  "address",
  "request",
] as const;

/** The events as a file, in the reader's words, sent while they are read. */
export async function auditCsv({
  events,
  area,
  owner,
  timeZone,
  now,
  companiesOf,
}: AuditCsv): Promise<Response> {
  const t = await getTranslations("audit");
  const jobs = await getTranslations("fleetJobs");
  const cells = ({ event, company }: Line) => [
    `${formatDate(event.at, timeZone)} ${formatTimeToSecond(event.at, timeZone)}`,
    event.actorName,
    event.impersonatorName,
    plainSentence(t, event.action, eventLabel(jobs, event) || event.subjectId, area),
    event.action,
    event.subjectType,
    event.subjectLabel,
    event.subjectId,
    readChanges(event.changes)
      .map(({ field, from, to }) => {
        const before = from === null && !isEdit(event.action) ? "" : `${valueWord(t, field, from)} → `;
        return `${fieldWord(t, field)}: ${before}${valueWord(t, field, to)}`;
      })
      .join("; "),
    event.address,
    event.requestId,
    ...(companiesOf ? [company] : []),
  ];
  const headers = [...columns, ...(companiesOf ? (["company"] as const) : [])].map((column) =>
    t(`csv.${column}`),
  );
  const pieces = csvPieces(headers, linesOf(events, companiesOf), cells, csvDelimiter(await getLocale()));
  return csvResponse(`${owner}-${t("csv.file")}-${calendarDateIn(timeZone, now)}.csv`, pieces);
}

interface Line {
  event: AuditEvent;
  company: string | null;
}

async function* linesOf(
  batches: AuditCsv["events"],
  companiesOf: AuditCsv["companiesOf"],
): AsyncGenerator<Line[], void, void> {
  for await (const batch of batches) {
    const names = await companiesOf?.(batch);
    yield batch.map((event) => ({
      event,
      company: (event.companyId && names?.get(event.companyId)?.name) || null,
    }));
  }
}
