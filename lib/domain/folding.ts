/** Letters that Unicode does not take apart into a base letter and a mark. */
const plainLetters: Record<string, string> = {
  ə: "e",
  ǝ: "e",
  ı: "i",
  ø: "o",
  đ: "d",
  ð: "d",
  ħ: "h",
  ł: "l",
  ŧ: "t",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  ё: "е",
  ς: "σ",
};
const special = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "gu");

/** й is a letter of its own and keeps its mark; ё loses it in the table above; Latin letters lose all of theirs. */
const marksOffCyrillic = /(?<!\p{Script=Cyrillic})\p{M}+/gu;
const looseMarks = /\p{M}+/gu;
const primes = /[\u02b0-\u02ff]+/gu;
const notLetterOrDigit = /[^\p{L}\p{N}]+/gu;

/**
 * The form in which texts are compared: lower case without diacritics, words divided by one space, nothing but
 * letters, digits and spaces. "İSMAYIL", "ismayıl" and "Ismayil" fold to the same text. Folding twice changes nothing.
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(marksOffCyrillic, "")
    .normalize("NFC")
    .replace(looseMarks, "")
    .replace(special, (letter) => plainLetters[letter] ?? letter)
    .replace(primes, "")
    .replace(notLetterOrDigit, " ")
    .trim();
}

const mostTerms = 8;

/** The words somebody searches for, folded, each once; more than eight say nothing new and cost a join each. */
export function searchTerms(query: string): string[] {
  return [...new Set(fold(query).split(" "))].filter((term) => term !== "").slice(0, mostTerms);
}
