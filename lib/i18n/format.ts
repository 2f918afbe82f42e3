import { defaultLocale, type Locale } from "./config";

/**
 * How values are written, the same on every page and in every export for people.
 * Instants are milliseconds UTC (or a Date); days are `YYYY-MM-DD` and have no time zone.
 */

const thinSpace = "\u202f";
const noBreakSpace = "\u00a0";
const enDash = "–";

export type Instant = number | Date;

/** Intl objects cost more to make than to use. */
const made = new Map<string, unknown>();
function once<T>(key: string, make: () => T): T {
  const known = made.get(key) as T | undefined;
  if (known !== undefined) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

function zonedParts(at: Instant, timeZone: string): Record<string, string> {
  const format = once(
    `parts ${timeZone}`,
    () =>
      new Intl.DateTimeFormat("en-GB", {
        timeZone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hourCycle: "h23",
      }),
  );
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
}

/** `05.11.2026` in the given IANA zone. */
export function formatDate(at: Instant, timeZone: string): string {
  const { day, month, year } = zonedParts(at, timeZone);
  return `${day}.${month}.${year}`;
}

/** `09:42`, 24 hours. */
export function formatTime(at: Instant, timeZone: string): string {
  const { hour, minute } = zonedParts(at, timeZone);
  return `${hour}:${minute}`;
}

/** `09:42:07`. */
export function formatTimeToSecond(at: Instant, timeZone: string): string {
  const { hour, minute, second } = zonedParts(at, timeZone);
  return `${hour}:${minute}:${second}`;
}

/** `05.11.2026 09:42`. */
export function formatDateTime(at: Instant, timeZone: string): string {
  return `${formatDate(at, timeZone)} ${formatTime(at, timeZone)}`;
}

/** A calendar day `2026-11-05` as `05.11.2026`; anything else comes back as it is. */
export function formatDay(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return date === undefined ? day : `${date}.${month}.${year}`;
}

/** `1 204` (thin, unbreakable space) in az and ru, `1,204` in en; decimals `0,5` and `0.5`. */
export function formatNumber(
  value: number,
  locale: Locale,
  decimals: { min?: number; max?: number } = {},
): string {
  const { min = 0, max = Math.max(min, 0) } = decimals;
  // English grouping and marks are replaced by hand: ICU's Azerbaijani uses full stops for thousands.
  const english = once(
    `number ${min} ${max}`,
    () => new Intl.NumberFormat("en", { minimumFractionDigits: min, maximumFractionDigits: max }),
  ).format(value);
  const signed = english.replace("-", "−");
  if (locale === "en") return signed;
  return signed.replace(/[,.]/g, (mark) => (mark === "," ? thinSpace : ","));
}

const symbols: Record<string, string> = {
  AZN: "₼",
  EUR: "€",
  GBP: "£",
  GEL: "₾",
  RUB: "₽",
  TRY: "₺",
  USD: "$",
};

/** `1 490 ₼`, `48 920,50 ₼`: integer minor units; the sign follows the amount in every language. */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const digits = minorDigits(currency);
  const whole = minor % 10 ** digits === 0;
  const amount = formatNumber(minor / 10 ** digits, locale, whole ? {} : { min: digits, max: digits });
  return `${amount}${noBreakSpace}${currencySign(currency)}`;
}

export function currencySign(currency: string): string {
  return symbols[currency] ?? currency;
}

/** How many decimals a currency has (ISO 4217). */
function minorDigits(currency: string): number {
  return once(
    `currency ${currency}`,
    () =>
      new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ??
      2,
  );
}

/** `0.174` as `17 %` (en: `17%`). */
export function formatPercent(ratio: number, locale: Locale, maxDecimals = 0): string {
  const number = formatNumber(ratio * 100, locale, { max: maxDecimals });
  return locale === "en" ? `${number}%` : `${number}${noBreakSpace}%`;
}

const byteUnits: Record<Locale, readonly string[]> = {
  az: ["B", "KB", "MB", "GB", "TB"],
  en: ["B", "KB", "MB", "GB", "TB"],
  ru: ["Б", "КБ", "МБ", "ГБ", "ТБ"],
};

/** `312 MB`, `1,8 GB`: steps of 1024, one decimal below ten. */
export function formatBytes(bytes: number, locale: Locale): string {
  const units = byteUnits[locale];
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const value = bytes / 1024 ** step;
  const number = formatNumber(value, locale, { max: step > 0 && value < 10 ? 1 : 0 });
  return `${number}${noBreakSpace}${units[step]}`;
}

const timeUnits: Record<Locale, readonly [ms: string, s: string, min: string, h: string]> = {
  az: ["ms", "san", "dəq", "saat"],
  en: ["ms", "s", "min", "h"],
  ru: ["мс", "с", "мин", "ч"],
};

/** How long something took: `237 ms`, `2,2 s`, `48 s`, `12 min`, `1,5 h`; one decimal below ten, none of ms and min. */
export function formatDuration(ms: number, locale: Locale): string {
  const step = ms < 1_000 ? 0 : ms < 60_000 ? 1 : ms < 3_600_000 ? 2 : 3;
  const value = ms / ([1, 1_000, 60_000, 3_600_000][step] ?? 1);
  const number = formatNumber(value, locale, { max: step % 2 === 1 && value < 10 ? 1 : 0 });
  return `${number}${noBreakSpace}${timeUnits[locale][step]}`;
}

const relativeSteps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "2 saat öncə", "yesterday", "через 3 дня"; below a minute "now". */
export function formatRelative(at: Instant, now: Instant, locale: Locale): string {
  const difference = Number(at) - Number(now);
  const format = once(`relative ${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const [unit, size] = relativeSteps.find(([, ms]) => Math.abs(difference) >= ms) ?? ["second", 0];
  return size === 0 ? format.format(0, "second") : format.format(Math.trunc(difference / size), unit);
}

/** "Bakı, Gəncə və Sumqayıt". */
export function formatList(items: readonly string[], locale: Locale): string {
  return once(`list ${locale}`, () => new Intl.ListFormat(locale, { type: "conjunction" })).format(items);
}

/** `1–25 / 1 204`; an empty list is `0 / 0`. */
export function formatRange(page: number, pageSize: number, total: number, locale: Locale): string {
  const number = (n: number) => formatNumber(n, locale);
  const from = (page - 1) * pageSize + 1;
  if (total === 0 || from > total) return `0 / ${number(total)}`;
  const to = Math.min(from + pageSize - 1, total);
  return `${number(from)}${enDash}${number(to)} / ${number(total)}`;
}

/** Sorts by the rules of a language: "Ç" after "C", never by bytes. */
export function collator(locale: Locale = defaultLocale): Intl.Collator {
  return once(`collator ${locale}`, () => new Intl.Collator(locale, { numeric: true }));
}
