import type { CompanyState, SubscriptionState } from "@/drizzle/master/schema/states";
import { type CsvDelimiter, csvPieces } from "@/lib/domain/csv";
import { formatPhone } from "@/lib/domain/phone";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { FoundCompany } from "./company-columns";
import type { CompanyExport } from "./export-companies";

/** The words of the file, in the reader's language. */
export interface CsvWords {
  readonly headers: readonly string[];
  readonly subscription: (state: SubscriptionState) => string;
  readonly state: (state: CompanyState) => string;
}

interface CsvForm {
  readonly words: CsvWords;
  readonly delimiter: CsvDelimiter;
  readonly timeZone: string;
}

/** The file piece by piece. */
export function companiesCsv({ batches }: CompanyExport, form: CsvForm): AsyncGenerator<string> {
  return csvPieces(form.words.headers, batches, (company) => cells(company, form), form.delimiter);
}

/** The columns, in the order of `cells`. */
export const csvColumns = [
  "name",
  "slug",
  "code",
  "email",
  "phone",
  "created",
  "state",
  "plan",
  "subscription",
  "trialEnd",
  "trialDays",
  "doctors",
  "users",
  "patients",
  "databaseBytes",
  "schemaVersion",
  "lastActivity",
  "takenAt",
] as const;

function cells(company: FoundCompany, { words, timeZone }: CsvForm): (string | null)[] {
  const { subscription, usage } = company;
  const time = (at: number | null | undefined) => (at ? formatDateTime(at, timeZone) : null);
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? null : `${value}`;
  return [
    company.name,
    company.slug,
    company.code,
    company.email,
    formatPhone(company.phone),
    formatDate(company.createdAt, timeZone),
    words.state(company.state),
    company.plan,
    subscription && words.subscription(subscription.state),
    // The last day: what ends with a day ends at the next midnight.
    subscription?.trialEndsAt ? formatDate(subscription.trialEndsAt - 1, timeZone) : null,
    number(subscription?.daysLeft),
    number(usage?.doctors),
    number(usage?.users),
    number(usage?.patients),
    number(usage?.databaseBytes),
    company.schemaVersion,
    time(usage?.lastActivityAt),
    time(usage?.takenAt),
  ];
}
