import { expect, it } from "vitest";
import { formatRelativeDay } from "./relative-day";

const now = new Date("2026-11-21T09:00:00Z");
const said = (at: string) => formatRelativeDay(Date.parse(at), now, "Asia/Baku", "az");

it("says the time today, yesterday by its name, and earlier days by their date, in the company's zone", () => {
  expect(said("2026-11-21T05:42:00Z")).toBe("09:42");
  expect(said("2026-11-20T20:00:00Z")).toBe("00:00");
  expect(said("2026-11-20T19:59:00Z")).toBe("dünən");
  expect(said("2026-11-19T19:59:00Z")).toBe("19.11.2026");
});
