import { describe, expect, it } from "vitest";
import { doctorWords, searchWords } from "./search-words";

const doctor = {
  code: "D-000412",
  firstName: "İsmayıl",
  lastName: "Rəhimli-Abdullayev",
  phone: "+994502124418",
  email: "ismayil.rehimli@klinika.az",
};

/** The rule of the search: every word typed begins one of the doctor's words. */
function finds(query: string, who: Parameters<typeof doctorWords>[0] = doctor): boolean {
  const terms = doctorWords(who);
  return searchWords(query).every((word) => terms.some((term) => term.startsWith(word)));
}

describe("a doctor is found", () => {
  it.each([
    "ismayil",
    "İSMAYIL",
    "ISMAYIL",
    "ismayıl",
    "rəh",
    "abdull",
    "Rəhimli İsmayıl",
    "D-000412",
    "d-000412",
    "D-412",
    "D-0004",
    "000412",
    "412",
    "+994 50 212 44 18",
    "00994502124418",
    "050 212-44-18",
    "(050) 212",
    "502124418",
    "ismayil.rehimli@klinika.az",
    "ismayil.rehimli@",
    "rehimli",
    "ismayıl 050 212",
  ])("by %s", (query) => expect(finds(query)).toBe(true));

  it.each(["ayil", "D-000413", "D-12", "244 18", "az", "klinika", "aysel", "ismayil 413"])(
    "not by %s",
    (query) => expect(finds(query)).toBe(false),
  );

  it("without a phone and an address", () => {
    const bare = { ...doctor, phone: null, email: null };
    expect(doctorWords(bare)).toEqual(["ismayil", "rehimli", "abdullayev", "000412", "412"]);
    expect(finds("abdullayev", bare)).toBe(true);
  });

  it("by a foreign number as it is dialled from abroad", () => {
    expect(finds("+90 532 123", { ...doctor, phone: "+905321234567" })).toBe(true);
  });
});

describe("words to look for", () => {
  it("are eight at most, each once", () => {
    expect(searchWords("a b c d e f g h i j")).toHaveLength(8);
    expect(searchWords("Aysel AYSEL aysel")).toEqual(["aysel"]);
  });

  it("are none when only signs were typed", () => {
    expect(searchWords("  -- '\" % _ \\ ")).toEqual([]);
  });
});
