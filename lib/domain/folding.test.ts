import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, searchTerms } from "./folding";

const anyText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."əƏıIİiöÖüÜğĞşŞçÇёЁйЙ'\"\\ -.") }),
);

describe("fold", () => {
  it.each([
    ["Sumqayıt", "sumqayit"],
    ["SUMQAYIT", "sumqayit"],
    ["İSMAYIL", "ismayil"],
    ["ismayıl", "ismayil"],
    ["Əliyev Ülviyyə", "eliyev ulviyye"],
    ["Şəki şəhəri", "seki seheri"],
    ["Çağrı", "cagri"],
    ["Göyçay", "goycay"],
    ["  Bakı – Mərkəzi «Klinika» №1 ", "baki merkezi klinika no1"],
    ["O'Brien", "o brien"],
    ["Straße, Łódź", "strasse lodz"],
    ["Фёдор Йодко", "федор йодко"],
    ['"\\"', ""],
  ])("%s → %s", (text, folded) => expect(fold(text)).toBe(folded));

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(anyText, (text) => fold(fold(text)) === fold(text)),
      { numRuns: 2_000 },
    );
  });

  it("leaves only letters, digits and single spaces, so never a quote or a backslash", () => {
    fc.assert(
      fc.property(anyText, (text) => /^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u.test(fold(text))),
      { numRuns: 2_000 },
    );
  });

  it("does not care about case in any of the three languages", () => {
    const names = fc.constantFrom("İsmayıl", "Şəki", "Göygöl", "Çingiz", "Ülkər", "Фёдор", "Йевлах", "Smith");
    fc.assert(
      fc.property(
        names,
        (name) =>
          fold(name) === fold(name.toLocaleUpperCase("az")) &&
          fold(name) === fold(name.toLocaleLowerCase("az")),
      ),
    );
  });
});

describe("searchTerms", () => {
  it("gives each folded word once and nothing for an empty query", () => {
    expect(searchTerms(" Bakı BAKI, 050 ")).toEqual(["baki", "050"]);
    expect(searchTerms("  '\" ")).toEqual([]);
  });

  it("ignores words after the eighth", () => {
    expect(searchTerms("a b c d e f g h i j")).toHaveLength(8);
  });
});
