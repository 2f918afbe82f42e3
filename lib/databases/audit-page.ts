import { type AuditEvent, type EventSearch, findEvents, lookedBackTo } from "./audit-events";
import type { MasterDb, TenantDb } from "./handles";

export interface EventPage {
  readonly events: readonly AuditEvent[];
  /** The place in the log before which the next page begins; null when there is nothing older. */
  readonly older: number | null;
  /** The place after which the page before this one begins; null on the newest. */
  readonly newer: number | null;
  /** How far back was looked when that did not fill the page and there is more to look at. */
  readonly lookedTo: { readonly seq: number; readonly at: number } | null;
}

interface Place {
  readonly before: number | null;
  readonly after: number | null;
  readonly size: number;
}

/** One page of a log. Nothing is counted: beside it only stands whether there is something older or newer. */
export async function pageOfEvents(
  db: MasterDb | TenantDb,
  search: EventSearch,
  { before, after, size }: Place,
): Promise<EventPage> {
  if (after !== null) {
    const found = await findEvents(db, search, { after, size: size + 1 });
    // What does not fill a page has reached the end: that is the newest page, with what happened meanwhile.
    if (found.length <= size) return pageOfEvents(db, search, { before: null, after: null, size });
    const events = found.slice(-size);
    return { events, older: events.at(-1)?.seq ?? null, newer: events[0]?.seq ?? null, lookedTo: null };
  }
  const found = await findEvents(db, search, { before, size: size + 1 });
  const events = found.slice(0, size);
  const older = found.length > size ? (events.at(-1)?.seq ?? null) : null;
  return {
    events,
    older,
    newer: before === null ? null : (events[0]?.seq ?? before - 1),
    lookedTo: older === null ? await lookedBackTo(db, search, { before }) : null,
  };
}

const batchSize = 500;

/** Everything a search finds up to an event, batch by batch, however far back it has to look. */
export async function* allEvents(
  db: MasterDb | TenantDb,
  search: EventSearch,
  newest: number,
): AsyncGenerator<readonly AuditEvent[], void, void> {
  let before: number | null = newest + 1;
  while (before !== null) {
    const page: EventPage = await pageOfEvents(db, search, { before, after: null, size: batchSize });
    if (page.events.length > 0) yield page.events;
    before = page.older ?? page.lookedTo?.seq ?? null;
  }
}
