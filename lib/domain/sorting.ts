/**
 * Azerbaijani letters that do not stand where ASCII puts them, written as the letter before them and a tilde, which is
 * above z: after every "c…" comes "c~…", which is ç. So a plain byte comparison follows
 * a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v (w) y z.
 */
const afterLetter: Record<string, string> = {
  ç: "c~",
  ə: "e~",
  ğ: "g~",
  x: "h~",
  ı: "h~~",
  q: "k~",
  ö: "o~",
  ş: "s~",
  ü: "u~",
  w: "v~",
  ё: "е",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

function keyOf(letter: string): string {
  const known = afterLetter[letter];
  if (known !== undefined) return known;
  if (/\p{Script=Cyrillic}/u.test(letter)) return letter;
  const base = letter.normalize("NFKD").replace(/\p{M}+/gu, "");
  return base === letter ? letter : Array.from(base, keyOf).join("");
}

/** The length goes first, so that 2 comes before 10; more than 16 digits are compared as 16 and then digit by digit. */
function keyOfNumber(digits: string): string {
  const number = digits.replace(/^0+(?=\d)/, "");
  return String.fromCharCode(0x30 + Math.min(number.length, 16)) + number;
}

/**
 * A key that orders texts by the Azerbaijani alphabet under byte comparison (SQLite's BINARY): digits first and by
 * value, then Latin, then Cyrillic; upper and lower case are equal, punctuation counts as a space.
 */
export function sortKey(text: string): string {
  return text
    .normalize("NFC")
    .replace(/I/g, "ı")
    .replace(/İ/g, "i")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim()
    .replace(/\d+|\p{L}\p{M}*|\p{M}+/gu, (part) => (/^\d/.test(part) ? keyOfNumber(part) : keyOf(part)));
}
