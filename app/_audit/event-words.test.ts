import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { eventLabel } from "@/app/_jobs/job-words";
import { locales } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/messages";
import { sourceFiles } from "@/lib/testing/source-files";
import { fieldWord, valueWord } from "./change-words";
import { groupWord, isEdit, plainSentence, sentenceOf } from "./event-words";

const wordsOf = async (locale: (typeof locales)[number]) =>
  createTranslator({ locale, messages: await loadMessages(locale), namespace: "audit" });

/** Every action that the code writes out when it records; those of reference data are put together from their kind. */
function recordedActions(): string[] {
  const lib = sourceFiles().filter(
    (file) => /^lib\/(company|master|journeys|auth|jobs)\//.test(file.path) && !file.isTest,
  );
  const written = lib.flatMap(({ code }) =>
    code.includes("recordAudit") ? [...code.matchAll(/\baction: "([a-zA-Z-]+\.[a-zA-Z-]+)"/g)] : [],
  );
  return [...new Set(written.map((found) => found[1] ?? ""))];
}

describe.each(locales)("events in %s", (locale) => {
  it("have a sentence for whatever the code records", async () => {
    const t = await wordsOf(locale);
    const actions = recordedActions();
    expect(actions).toContain("doctor.added");
    expect(actions).toContain("session.started");
    expect(actions.filter((action) => sentenceOf(t, action, "company") === null)).toEqual([]);
  });

  it("name the record inside the sentence", async () => {
    const t = await wordsOf(locale);
    expect(plainSentence(t, "doctor.edited", "Aysel Məmmədova, D-000001", "company")).toContain(
      "Aysel Məmmədova",
    );
    expect(plainSentence(t, "doctor.edited", "Aysel Məmmədova, D-000001", "company")).not.toContain(
      "D-000001",
    );
  });

  it("show the code of what nobody has put into words", async () => {
    const t = await wordsOf(locale);
    expect(plainSentence(t, "patient.merged", "x", "company")).toBe("patient.merged");
    expect(groupWord(t, "patient")).toBe("patient");
    expect(fieldWord(t, "shoeSize")).toBe("shoeSize");
  });
});

it("the platform's side names the company where a company's names the plan", async () => {
  const t = await wordsOf("en");
  expect(plainSentence(t, "subscription.changed", "City Hospital", "platform")).toBe(
    "Changed the subscription of City Hospital",
  );
  expect(plainSentence(t, "subscription.changed", "Basic", "company")).toBe("Changed the plan to Basic");
});

it.each([
  ["phone", "+994502124418", "+994 50 212 44 18"],
  ["phone", null, "empty"],
  ["isActive", false, "no"],
  ["mode", "full", "full access"],
  ["pagesOpened", ["/doctors", "/settings"], "/doctors, /settings"],
  ["pagesOpened", [], "empty"],
  ["filter", { q: "a", category: ["A", "B"] }, "Search: a; Category: A, B"],
  ["filter", {}, "empty"],
  ["gender", "constructor", "constructor"],
])("writes the value of %s", async (field, value, text) => {
  expect(valueWord(await wordsOf("en"), field, value)).toBe(text);
});

it("tells what was empty before only of an edit: an exported stay does not read “empty → 13 seconds”", () => {
  expect(isEdit("doctor.edited")).toBe(true);
  expect(isEdit("subscription.plan-changed")).toBe(true);
  expect(isEdit("impersonation.ended")).toBe(false);
  expect(isEdit("company.registered")).toBe(false);
});

it("calls a job by the words for its kind, and leaves every other name as it is", async () => {
  const messages = await loadMessages("az");
  const jobs = createTranslator({ locale: "az", messages, namespace: "fleetJobs" });
  const named = (action: string, subjectLabel: string) => eventLabel(jobs, { action, subjectLabel });
  expect(named("job.requested", "fleet.examine")).toBe(jobs("kinds.fleet.examine"));
  expect(named("job.requested", "fleet.nothing")).toBe("fleet.nothing");
  expect(named("doctor.added", "fleet.examine")).toBe("fleet.examine");
});
