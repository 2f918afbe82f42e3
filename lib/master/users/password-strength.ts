import { fold } from "@/lib/domain/folding";

/** Why a password is easier to guess than its length says. */
export type Weakness = "common" | "personal" | "sequence" | "repeated" | "guessable";

export interface PasswordStrength {
  /** 0 and 1 are refused; 2 will do, 4 is strong. */
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly weakness: Weakness | null;
}

/** The roots of what people choose most, here and elsewhere; folded, so "Şifrə" and "P@ssw0rd" are found too. */
const common =
  "password parol sifre sifra admin qwerty letmein welcome login master dragon monkey football iloveyou sunshine princess azerbaycan azerbaijan baku baki qarabag salam salamlar doctor doktor hekim klinika clinic hospital medadmin medical aptek pharmacy test demo user secret changeme пароль привет админ доктор врач клиника азербайджан баку".split(
    " ",
  );
const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "йцукенгшщзхъ",
  "фывапролджэ",
  "ячсмитьбю",
];
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(""))];
const disguises: Record<string, string> = {
  "@": "a",
  "4": "a",
  "0": "o",
  "1": "i",
  "3": "e",
  $: "s",
  "5": "s",
  "7": "t",
};

interface Part {
  readonly length: number;
  readonly bits: number;
  readonly weakness: Weakness | null;
}

/**
 * An honest estimate of how many guesses a password stands, in bits, from the cheapest way to write it: a common word,
 * something known of the person, a run of the keyboard, a repetition, a year, else single characters, where letters
 * count less than random ones because they are mostly words. A dictionary of megabytes would know more; this one
 * refuses what is tried first and never praises it.
 */
export function passwordStrength(password: string, known: readonly string[] = []): PasswordStrength {
  const plain = [...password].map((sign) => (/\p{L}/u.test(sign) ? fold(sign) : sign)).join("");
  const open = [...plain].map((letter) => disguises[letter] ?? letter).join("");
  const personal = known.flatMap((text) => fold(text).split(" ")).filter((word) => word.length >= 3);
  let bits = 0;
  let explained = 0;
  let weakness: Weakness | null = null;
  for (let at = 0; at < plain.length; ) {
    const part = cheapest(plain, open, at, personal);
    if (part.weakness && part.length > explained) {
      weakness = part.weakness;
      explained = part.length;
    }
    bits += part.bits;
    at += part.length;
  }
  const score = bits < 26 ? 0 : bits < 36 ? 1 : bits < 46 ? 2 : bits < 60 ? 3 : 4;
  return { score, weakness: score < 2 ? (weakness ?? "guessable") : weakness };
}

/** The longest explained part from here, else one character. */
function cheapest(plain: string, open: string, at: number, personal: readonly string[]): Part {
  const here = plain.slice(at);
  const disguised = open.slice(at);
  const starts = (words: readonly string[]) =>
    words
      .filter((word) => here.startsWith(word) || disguised.startsWith(word))
      .sort((a, b) => b.length - a.length)[0];
  const found: Part[] = [];
  const own = starts(personal);
  if (own) found.push({ length: own.length, bits: 4, weakness: "personal" });
  const word = starts(common);
  if (word) found.push({ length: word.length, bits: 8, weakness: "common" });
  const run = Math.max(...runs.map((keys) => runLength(here, keys)));
  if (run >= 3) found.push({ length: run, bits: 4 + Math.log2(run), weakness: "sequence" });
  const repeated = /^(.{1,6}?)\1{2,}|^(.{2,12}?)\2/u.exec(here)?.[0].length ?? 0;
  if (repeated >= 3) found.push({ length: repeated, bits: 8 + Math.log2(repeated), weakness: "repeated" });
  if (/^(?:19|20)\d\d/.test(here)) found.push({ length: 4, bits: 7, weakness: null });
  found.sort((a, b) => b.length - a.length);
  return found[0] ?? { length: 1, bits: bitsOf(here), weakness: null };
}

/** How far the text goes along a row of keys. */
function runLength(text: string, keys: string): number {
  const start = keys.indexOf(text.charAt(0));
  if (start < 0) return 0;
  let length = 1;
  while (length < text.length && start + length < keys.length && text[length] === keys[start + length])
    length++;
  return length;
}

function bitsOf(text: string): number {
  if (/^\d/.test(text)) return 3.3;
  return /^\p{L}/u.test(text) ? 3 : 5;
}
