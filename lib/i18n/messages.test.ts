import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { icuShape } from "@/lib/testing/icu-shape";
import { type Locale, locales } from "./config";
import { namespaces } from "./messages";

const folder = new URL("./messages/", import.meta.url).pathname;
const source: Locale = "az";

type Flat = Map<string, unknown>;

function flat(value: unknown, path = "", into: Flat = new Map()): Flat {
  if (value === null || typeof value !== "object") return into.set(path, value);
  for (const [key, child] of Object.entries(value)) flat(child, path ? `${path}.${key}` : key, into);
  return into;
}

const read = (locale: Locale, namespace: string): Flat =>
  flat(JSON.parse(readFileSync(join(folder, locale, `${namespace}.json`), "utf8")));

/** The forms a language distinguishes among whole numbers, `other` always. */
function neededForms(locale: Locale): string[] {
  return new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
}

/** `{n, plural, =0 {nothing} other {something}}` chooses and does not count. */
const isCounting = (forms: string[]) =>
  !forms.every((form) => form === "other" || form.startsWith("=")) || forms.length === 1;

it("lists every file there is, and every listed file exists in every language", () => {
  for (const locale of locales)
    expect(readdirSync(join(folder, locale)).sort()).toEqual(namespaces.map((name) => `${name}.json`).sort());
});

describe.each(namespaces)("%s", (namespace) => {
  const original = read(source, namespace);

  it.each(locales)("has the same keys and arguments in %s", (locale) => {
    const translated = read(locale, namespace);
    expect([...translated.keys()].sort()).toEqual([...original.keys()].sort());
    for (const [key, message] of translated)
      expect([key, icuShape(String(message)).args]).toEqual([key, icuShape(String(original.get(key))).args]);
  });

  it.each(locales)("leaves nothing empty in %s", (locale) => {
    for (const [key, message] of read(locale, namespace)) {
      expect(typeof message, key).toBe("string");
      expect(String(message).trim(), key).not.toBe("");
    }
  });

  it.each(locales)("has every plural form that %s needs", (locale) => {
    for (const [key, message] of read(locale, namespace))
      for (const forms of icuShape(String(message)).plurals.filter(isCounting))
        expect([key, forms]).toEqual([key, expect.arrayContaining(neededForms(locale))]);
  });

  it.each(locales)("can be read by the ICU parser in %s", (locale) => {
    for (const [key, message] of read(locale, namespace)) {
      const problems: string[] = [];
      const t = createTranslator({
        locale,
        messages: { message: String(message) } as Record<string, string>,
        onError: (error) => problems.push(error.code),
      });
      t("message");
      // Without arguments a message cannot be formatted; that it cannot be parsed is another matter.
      expect([key, problems.filter((code) => code === "INVALID_MESSAGE")]).toEqual([key, []]);
    }
  });
});
