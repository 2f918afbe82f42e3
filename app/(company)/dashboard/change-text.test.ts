import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/messages";
import { sourceFiles } from "@/lib/testing/source-files";
import { placeOf, sentenceOf, shortLabel, shortName, toldActions } from "./change-text";

describe("recent changes", () => {
  it.each(locales)("every told action has its sentence in %s", async (locale) => {
    const messages = await loadMessages(locale);
    const t = createTranslator({ locale, messages, namespace: "dashboard.changes" });
    for (const action of [...toldActions, "other"] as const) {
      const text = t.markup(action, { label: "Aysel", a: (inside) => `[${inside}]` });
      expect(text, action).toMatch(/\[.+\]/);
    }
  });

  it("have a sentence for everything a company's rows are audited with", () => {
    const company = sourceFiles().filter((file) => file.path.startsWith("lib/company/") && !file.isTest);
    const audited = company.flatMap((file) =>
      [...file.code.matchAll(/\baction: "([a-z.-]+)"/g)].map((found) => found[1]),
    );
    expect(audited).toContain("doctor.added");
    expect(audited.filter((action) => sentenceOf(action ?? "") === "other")).toEqual([]);
  });

  it("tells what it does not know in general words", () => {
    expect(sentenceOf("doctor.added")).toBe("doctor.added");
    expect(sentenceOf("patient.merged")).toBe("other");
  });

  it("leads to what is still there", () => {
    const subject = { subjectType: "doctor", subjectId: "7" };
    expect(placeOf({ action: "doctor.archived", ...subject })).toBe("/doctors/7");
    expect(placeOf({ action: "city.edited", subjectType: "city", subjectId: "7" })).toBe(
      "/reference/cities/7/edit",
    );
    expect(placeOf({ action: "region.deleted", subjectType: "region", subjectId: "7" })).toBeNull();
    expect(
      placeOf({ action: "organization.edited", subjectType: "organization", subjectId: "organization" }),
    ).toBe("/settings");
    expect(placeOf({ action: "company.queried", subjectType: "company", subjectId: "7" })).toBeNull();
  });

  it("shortens labels and names", () => {
    expect(shortLabel("Aysel Məmmədova, D-000001")).toBe("Aysel Məmmədova");
    expect(shortName("Aysel Məmmədova")).toBe("Aysel M.");
    expect(shortName("Sistem")).toBe("Sistem");
    expect(shortName("Operator (root)")).toBe("Operator");
  });
});
