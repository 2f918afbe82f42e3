import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { locales } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/messages";
import { Duplicate, InUse, Invalid, NotFound, PlanLimitReached, StaleVersion } from "./errors";

const errors = [
  new PlanLimitReached({ resource: "doctors", limit: 100, used: 100 }),
  new PlanLimitReached({ resource: "storage", limit: 1, used: 2 }),
  new StaleVersion({ changedBy: "Aysel", changedAt: Date.UTC(2026, 10, 21, 10, 5) }),
  new NotFound("doctor"),
  new InUse("region", "r1", { doctors: 12, cities: 3 }),
  new InUse("city", "c1", { clinics: 1 }),
  new Duplicate({ field: "name", value: "Bakı", of: "BAKI" }),
  new Duplicate({ field: "name", value: "Bakı", of: "BAKI" }, "errors.duplicateArchived"),
  new Invalid("regionId", "errors.movesDoctors", { doctors: 5 }),
  new Invalid("regionId"),
];

describe.each(locales)("in %s", (locale) => {
  it.each(errors)(
    "$message has words for the page and for its fields",
    async ({ code, params, fieldErrors }) => {
      const t = createTranslator<Record<string, string>>({
        locale,
        timeZone: "Asia/Baku",
        messages: (await loadMessages(locale)) as Record<string, unknown> as Record<string, string>,
        onError: (error) => {
          throw error;
        },
      });
      for (const id of [`errors.${code}`, ...Object.values(fieldErrors ?? {})]) {
        expect(t(id, params)).toMatch(/\p{L}.*[.?]$/u);
        expect(t(id, params)).not.toMatch(/[{}]|undefined/);
      }
    },
  );
});

describe("the refusal to delete", () => {
  it.each([
    ["az", "12 həkim və 3 şəhər"],
    ["en", "12 doctors and 3 cities"],
    ["ru", "12 врачей и 3 города"],
  ] as const)("counts who is in the way in %s", async (locale, counts) => {
    const t = createTranslator<Record<string, string>>({
      locale,
      messages: (await loadMessages(locale)) as Record<string, unknown> as Record<string, string>,
    });
    const { code, params } = new InUse("region", "r1", { doctors: 12, cities: 3 });
    const id: string = `errors.${code}`;
    expect(t(id, params)).toContain(counts);
  });
});
