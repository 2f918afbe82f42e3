import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortKey } from "./sorting";

const bytes = (text: string) => Buffer.from(sortKey(text), "utf8");
const sorted = (texts: string[]) => [...texts].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));

const alphabet = Array.from("abcçdeəfgğhxıijkqlmnoöprsştuüvwyz");
const place = (letter: string) => alphabet.indexOf(letter);

/** What a dictionary does: the first differing letter decides, else the shorter word comes first. */
function inDictionaryOrder(a: string[], b: string[]): number {
  const at = a.findIndex((letter, i) => letter !== b[i]);
  if (at === -1) return a.length - b.length;
  const other = b[at];
  return other === undefined ? 1 : place(a[at] ?? "") - place(other);
}

describe("sortKey", () => {
  it("orders the Azerbaijani alphabet", () => {
    expect(sorted([...alphabet].reverse())).toEqual(alphabet);
  });

  it("orders words as a dictionary does", () => {
    const word = fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const order = Buffer.compare(bytes(a.join("")), bytes(b.join("")));
        return Math.sign(order) === Math.sign(inDictionaryOrder(a, b));
      }),
      { numRuns: 5_000 },
    );
  });

  it("does not tell upper from lower case", () => {
    expect(sortKey("İLHAM IŞIQ Şəki")).toBe(sortKey("ilham ışıq şəki"));
  });

  it("puts digits first and by value, then Latin, then Cyrillic", () => {
    expect(
      sorted(["Бакы", "Zaqatala", "Əliyev", "10 saylı klinika", "2 saylı klinika", "Ёлка", "Елена", "Жанна"]),
    ).toEqual([
      "2 saylı klinika",
      "10 saylı klinika",
      "Əliyev",
      "Zaqatala",
      "Бакы",
      "Елена",
      "Ёлка",
      "Жанна",
    ]);
  });

  it("puts a shorter name before the one that continues it", () => {
    expect(sorted(["Bakıxanov", "Bakı Mərkəzi", "Bakı"])).toEqual(["Bakı", "Bakı Mərkəzi", "Bakıxanov"]);
  });

  it("orders whole numbers by their value", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        (a, b) => Math.sign(Buffer.compare(bytes(`${a}`), bytes(`${b}`))) === Math.sign(a - b),
      ),
    );
  });
});
