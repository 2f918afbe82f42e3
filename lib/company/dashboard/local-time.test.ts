import { describe, expect, it } from "vitest";
import { monthStart, partOfDay } from "./local-time";

describe("monthStart", () => {
  it.each([
    ["Asia/Baku", "2026-11-21T09:00:00Z", "2026-10-31T20:00:00.000Z"],
    ["Asia/Baku", "2026-10-31T20:00:00Z", "2026-10-31T20:00:00.000Z"],
    ["Asia/Baku", "2026-10-31T19:59:59Z", "2026-09-30T20:00:00.000Z"],
    ["UTC", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00.000Z"],
    // Clocks went forward on 29 March.
    ["Europe/Berlin", "2026-03-31T12:00:00Z", "2026-02-28T23:00:00.000Z"],
    ["America/New_York", "2026-01-01T04:59:59Z", "2025-12-01T05:00:00.000Z"],
    ["Pacific/Kiritimati", "2026-01-31T10:00:00Z", "2026-01-31T10:00:00.000Z"],
    ["Pacific/Pago_Pago", "2026-02-01T10:59:59Z", "2026-01-01T11:00:00.000Z"],
  ])("in %s at %s is %s", (timeZone, now, expected) => {
    expect(monthStart(timeZone, new Date(now)).toISOString()).toBe(expected);
  });
});

describe("partOfDay", () => {
  it.each([
    ["2026-11-21T00:59:00Z", "evening"],
    ["2026-11-21T01:00:00Z", "morning"],
    ["2026-11-21T07:59:00Z", "morning"],
    ["2026-11-21T08:00:00Z", "day"],
    ["2026-11-21T13:59:00Z", "day"],
    ["2026-11-21T14:00:00Z", "evening"],
    ["2026-11-21T20:00:00Z", "evening"],
  ])("at %s it is %s in Baku", (now, expected) => {
    expect(partOfDay("Asia/Baku", new Date(now))).toBe(expected);
  });
});
