import { describe, expect, it } from "vitest";
import { type SourceFile, sourceFiles } from "@/lib/testing/source-files";

/** Words that are the same in every language, or belong to a picture with sample data. */
const allowed = /^(MedAdmin|City Hospital|County Clinic|sumqayit|CSV|SQLite|API|Esc|Ctrl)$/;

const pages = sourceFiles().filter(
  (file) => file.path.startsWith("app/") && file.path.endsWith(".tsx") && !file.isTest,
);

/** Attributes that people read or hear. */
const spoken =
  /\s(?:aria-label|alt|title|placeholder|label|hint|description|caption|text)="([^"]*\p{L}[^"]*)"/gu;
/** Between two tags, or a tag and a brace; what looks like code (arrows, generics, calls) is not text. */
const between = /(?:(?<![=-])>|\})([^<>{}]*\p{L}[^<>{}]*)(?=[<{])/gu;
const code =
  /[;=()"`]|&&|\|\||\b(?:extends|else|catch|finally|as|satisfies)\b|^\s*(?:[,|&?:.]|(?:async|const|export|function|interface|return|type)\b)|\s[|&]\s/;

function looseWords(file: Pick<SourceFile, "code">): string[] {
  const text = [...file.code.matchAll(between)]
    .map(([, words = ""]) => words)
    .filter((words) => !code.test(words));
  const attributes = [...file.code.matchAll(spoken)].map(([, words = ""]) => words);
  return [...text, ...attributes]
    .map((words) => words.replace(/&\w+;/g, "").replace(/\s+/g, " ").trim())
    .filter((words) => /\p{L}/u.test(words) && !allowed.test(words));
}

describe("every word on a page comes from the message files", () => {
  it("in all pages and components", () => {
    expect(pages.length).toBeGreaterThan(20);
    expect(pages.flatMap((file) => looseWords(file).map((words) => `${file.path}: ${words}`))).toEqual([]);
  });

  it.each([
    ["<p>Salam dünya</p>", ["Salam dünya"]],
    ["<p>\n  Hello {name}\n</p>", ["Hello"]],
    ["<p>{count} həkim</p>", ["həkim"]],
    ['<input placeholder="Ad" />', ["Ad"]],
    ['<b>{t("save")}</b>', []],
    ["const f = async (x: Promise<string>): Promise<void> => { if (a > b && c < d) return; }", []],
    ["<Logo>MedAdmin</Logo>", []],
  ])("notices: %s", (source, found) => {
    expect(looseWords({ code: source })).toEqual(found);
  });
});
