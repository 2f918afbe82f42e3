import { describe, expect, it } from "vitest";
import {
  collator,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatList,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRange,
  formatRelative,
  formatTime,
} from "./format";

const thin = "\u202f";
const space = "\u00a0";
const evening = Date.UTC(2026, 10, 20, 21, 5);

describe("dates", () => {
  it("writes DD.MM.YYYY and 24 hours in the company's zone, whatever the server's", () => {
    expect(formatDateTime(evening, "Asia/Baku")).toBe("21.11.2026 01:05");
    expect(formatDateTime(evening, "America/New_York")).toBe("20.11.2026 16:05");
    expect(formatDate(new Date(evening), "UTC")).toBe("20.11.2026");
  });

  it("writes midnight as 00, not 24", () => {
    expect(formatTime(Date.UTC(2026, 0, 1, 20), "Asia/Baku")).toBe("00:00");
  });

  it("writes a calendar day without a zone, and leaves what is none", () => {
    expect(formatDay("2026-03-01")).toBe("01.03.2026");
    expect(formatDay("")).toBe("");
  });
});

describe("numbers", () => {
  it("separates thousands by a thin space in az and ru, by a comma in en", () => {
    expect(formatNumber(1204, "az")).toBe(`1${thin}204`);
    expect(formatNumber(1_234_567, "ru")).toBe(`1${thin}234${thin}567`);
    expect(formatNumber(1_234_567, "en")).toBe("1,234,567");
    expect(formatNumber(999, "az")).toBe("999");
  });

  it("writes decimals with a comma in az and ru, with a point in en", () => {
    expect(formatNumber(1234.5, "az", { max: 1 })).toBe(`1${thin}234,5`);
    expect(formatNumber(1234.5, "en", { min: 2, max: 2 })).toBe("1,234.50");
    expect(formatNumber(-3, "az")).toBe("−3");
  });

  it("writes percent with a space before the sign, English without", () => {
    expect(formatPercent(1 / 6, "az")).toBe(`17${space}%`);
    expect(formatPercent(0.084, "ru", 1)).toBe(`8,4${space}%`);
    expect(formatPercent(1 / 6, "en")).toBe("17%");
  });
});

describe("money", () => {
  it("puts ₼ after the amount in every language", () => {
    expect(formatMoney(149_000, "AZN", "az")).toBe(`1${thin}490${space}₼`);
    expect(formatMoney(4_892_050, "AZN", "ru")).toBe(`48${thin}920,50${space}₼`);
    expect(formatMoney(4_892_050, "AZN", "en")).toBe(`48,920.50${space}₼`);
  });

  it("shows the small coin only when there is one", () => {
    expect(formatMoney(4_900, "AZN", "az")).toBe(`49${space}₼`);
    expect(formatMoney(4_905, "AZN", "az")).toBe(`49,05${space}₼`);
    expect(formatMoney(-4_905, "AZN", "az")).toBe(`−49,05${space}₼`);
  });

  it("knows currencies without and with three decimals", () => {
    expect(formatMoney(1_500, "JPY", "en")).toBe(`1,500${space}JPY`);
    expect(formatMoney(1_500, "KWD", "en")).toBe(`1.500${space}KWD`);
  });
});

it("writes sizes in steps of 1024, one decimal below ten", () => {
  expect(formatBytes(0, "az")).toBe(`0${space}B`);
  expect(formatBytes(312 * 1024 ** 2, "az")).toBe(`312${space}MB`);
  expect(formatBytes(1.8 * 1024 ** 3, "az")).toBe(`1,8${space}GB`);
  expect(formatBytes(50 * 1024 ** 3, "ru")).toBe(`50${space}ГБ`);
});

it("says how long ago in words", () => {
  const ago = (ms: number, locale: "az" | "en" | "ru") => formatRelative(evening - ms, evening, locale);
  expect(ago(30_000, "en")).toBe("now");
  expect(ago(2 * 3_600_000, "en")).toBe("2 hours ago");
  expect(ago(86_400_000, "ru")).toBe("вчера");
  expect(ago(86_400_000, "az")).toBe("dünən");
  expect(formatRelative(evening + 3 * 86_400_000, evening, "ru")).toBe("через 3 дня");
});

it("joins a list the way the language does", () => {
  expect(formatList(["Bakı", "Gəncə", "Sumqayıt"], "az")).toBe("Bakı, Gəncə və Sumqayıt");
  expect(formatList(["Баку", "Гянджа"], "ru")).toBe("Баку и Гянджа");
});

it("says which rows of how many are shown", () => {
  expect(formatRange(1, 25, 1204, "az")).toBe(`1–25 / 1${thin}204`);
  expect(formatRange(49, 25, 1204, "en")).toBe("1,201–1,204 / 1,204");
  expect(formatRange(1, 25, 0, "az")).toBe("0 / 0");
  expect(formatRange(9, 25, 30, "az")).toBe("0 / 30");
});

it("sorts Ç after C and Ə after E in Azerbaijani", () => {
  expect(["Ə", "Ç", "E", "D", "C"].sort(collator("az").compare)).toEqual(["C", "Ç", "D", "E", "Ə"]);
});

it("says how long something took in the largest unit it fills", () => {
  expect(formatDuration(237.4, "az")).toBe(`237${space}ms`);
  expect(formatDuration(2_166, "az")).toBe(`2,2${space}san`);
  expect(formatDuration(48_300, "en")).toBe(`48${space}s`);
  expect(formatDuration(12 * 60_000, "ru")).toBe(`12${space}мин`);
  expect(formatDuration(5_400_000, "en")).toBe(`1.5${space}h`);
});
