const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * What a clock on the wall shows in a time zone at an instant, as milliseconds as if that were UTC: hours, days and
 * weeks of the clock can be counted with it, which instants cannot where there is summer time.
 * @param at milliseconds UTC
 * @param timeZone IANA; one that nobody knows counts as UTC
 */
export function wallClock(at: number, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatFor(timeZone).formatToParts(at)) parts[type] = value;
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts[type]);
  const toTheMinute = Date.UTC(
    number("year"),
    number("month") - 1,
    number("day"),
    number("hour"),
    number("minute"),
  );
  // Zones differ from UTC by whole minutes, today and since long before there was anything to back up.
  return toTheMinute + (((at % 60_000) + 60_000) % 60_000);
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = formatIn(timeZone) ?? formatFor("UTC");
  formats.set(timeZone, made);
  return made;
}

function formatIn(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
