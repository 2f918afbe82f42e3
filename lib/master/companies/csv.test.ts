import { expect, it } from "vitest";
import { type CsvWords, companiesCsv, csvColumns } from "./csv";
import type { FoundCompany } from "./search-companies";

const words: CsvWords = { headers: csvColumns, subscription: (state) => state, state: (state) => state };
const form = { words, delimiter: ",", timeZone: "Asia/Baku" } as const;

const company: FoundCompany = {
  id: "1",
  slug: "city",
  code: null,
  name: "=HYPERLINK(1)",
  email: "city@example.com",
  phone: "+994501234567",
  state: "active",
  isDemo: false,
  createdAt: Date.UTC(2026, 10, 20, 21),
  plan: "Basic",
  subscription: null,
  usage: null,
  schemaVersion: "0001_triggers",
  databaseState: "ready",
};

async function fileOf(rows: FoundCompany[]): Promise<string> {
  async function* batches() {
    yield rows;
  }
  let text = "";
  for await (const piece of companiesCsv({ count: rows.length, batches: batches() }, form)) text += piece;
  return text;
}

it("has a cell for every header, days by the clocks of Baku, and blanks for what nobody looked at", async () => {
  const usage = { doctors: 0, users: 2, patients: 0, databaseBytes: 4096, lastActivityAt: null, takenAt: 1 };
  const [headers, first, second] = (await fileOf([company, { ...company, usage }])).split("\r\n");
  expect(headers?.split(",")).toHaveLength(csvColumns.length);
  expect(first?.split(",")).toHaveLength(csvColumns.length);
  expect(first).toContain(",21.11.2026,active,Basic,,,,,,,,0001_triggers,,");
  expect(second).toContain(",0,2,0,4096,");
});

it("names the last day of a trial that ends with a day, as pages do", async () => {
  const subscription = {
    state: "trialing",
    trialEndsAt: Date.UTC(2026, 10, 25, 20),
    periodEndsAt: null,
    daysLeft: 5,
    graceEndsAt: null,
    blocksCreation: false,
  } as const;
  expect(await fileOf([{ ...company, subscription }])).toContain(",trialing,25.11.2026,5,");
});

it("holds nothing that a spreadsheet would calculate", async () => {
  expect(await fileOf([company])).toContain("'=HYPERLINK(1)");
});
