import type { BillingCycle, SubscriptionState } from "@/drizzle/master/schema/states";
import { amountText } from "@/lib/domain/amount";
import { type CsvDelimiter, csvPieces } from "@/lib/domain/csv";
import { formatDate } from "@/lib/i18n/format";
import type { ListedSubscription } from "./list-subscriptions";

/** The columns, in the order of `cells`. */
export const csvColumns = [
  "company",
  "slug",
  "plan",
  "cycle",
  "price",
  "currency",
  "state",
  "ends",
  "daysLeft",
  "registered",
] as const;

interface CsvForm {
  readonly words: {
    readonly headers: readonly string[];
    readonly cycle: (cycle: BillingCycle) => string;
    readonly state: (state: SubscriptionState) => string;
  };
  readonly delimiter: CsvDelimiter;
  readonly timeZone: string;
}

/** The file piece by piece. Amounts have the decimal mark that goes with the list separator. */
export function subscriptionsCsv(rows: readonly ListedSubscription[], form: CsvForm): AsyncGenerator<string> {
  const { words, delimiter, timeZone } = form;
  const decimal = delimiter === ";" ? "," : ".";
  const cells = (row: ListedSubscription) => [
    row.company,
    row.slug,
    row.plan,
    words.cycle(row.cycle),
    amountText(row.price).replace(".", decimal),
    row.currency,
    words.state(row.state),
    row.endsAt === null ? null : formatDate(row.endsAt - 1, timeZone),
    row.daysLeft === null ? null : `${row.daysLeft}`,
    formatDate(row.registeredAt, timeZone),
  ];
  return csvPieces(words.headers, batchOf(rows), cells, delimiter);
}

async function* batchOf<Row>(rows: readonly Row[]) {
  yield rows;
}
