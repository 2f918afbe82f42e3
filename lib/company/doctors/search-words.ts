import { fold } from "@/lib/domain/folding";
import { fullName } from "@/lib/domain/full-name";

type Searchable = {
  code: string;
  firstName: string;
  lastName: string;
  phone: string | null;
  email: string | null;
};

const azerbaijan = "+994";
const mostWords = 8;

/**
 * The words a doctor is found by, each by its beginning: names; the code with and without its zeros; the phone
 * number as it is dialled from abroad, at home, and without the leading zero; the address as one word and by the
 * later words before its @. What follows the @ is no word: everyone who types "a" would find everyone in ".az".
 */
export function doctorWords(doctor: Searchable): string[] {
  const digits = doctor.code.replace(/^\D+/, "");
  const words = [
    ...wordsOf(fullName(doctor)),
    digits,
    digits.replace(/^0+/, ""),
    ...phoneWords(doctor.phone),
    ...emailWords(doctor.email),
  ];
  return [...new Set(words)].filter((word) => word !== "");
}

function phoneWords(phone: string | null): string[] {
  if (phone === null) return [];
  if (!phone.startsWith(azerbaijan)) return [phone.slice(1)];
  const local = phone.slice(azerbaijan.length);
  return [phone.slice(1), `0${local}`, local];
}

function emailWords(email: string | null): string[] {
  if (email === null) return [];
  return [joined(email), ...wordsOf(email.split("@")[0] ?? "").slice(1)];
}

/**
 * What somebody typed as words to look for, at most eight. "D-412" is a code, "050 212-44-18" is one number, and
 * "aysel@klinika" one address, in the forms in which `doctorWords` keeps them.
 */
export function searchWords(query: string): string[] {
  const words: string[] = [];
  let number = "";
  const endNumber = () => {
    if (number !== "") words.push(dialled(number));
    number = "";
  };
  for (const token of query.split(/\s+/)) {
    const code = /^d[-‐–—]?(\d+)$/i.exec(token)?.[1];
    for (const word of code === undefined ? wordsOfToken(token) : [`d${code}`]) {
      if (/^\d+$/.test(word)) {
        number += word;
        continue;
      }
      endNumber();
      words.push(code === undefined ? word : code.padStart(code.startsWith("0") ? 0 : 6, "0"));
    }
  }
  endNumber();
  return [...new Set(words)].slice(0, mostWords);
}

const wordsOfToken = (token: string) =>
  token.includes("@") ? [joined(token)].filter((word) => word !== "") : wordsOf(token);

const wordsOf = (text: string) => fold(text).split(" ").filter(Boolean);
const joined = (text: string) => fold(text).replaceAll(" ", "");

/** "00 994 50 …" is dialled like "+994 50 …"; a code is shorter than any such number. */
const dialled = (digits: string) => (digits.length > 8 ? digits.replace(/^00(?=[1-9])/, "") : digits);
