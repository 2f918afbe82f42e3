import { fold } from "./folding";

/** The letters people here write: Latin with its marks up to ə, Cyrillic. */
const ranges = [
  [0x30, 0x259],
  [0x400, 0x45f],
  [0x1e00, 0x1eff],
] as const;

/** Which letters fold to one; made once. */
const origins = new Map<string, string>();
for (const [first, last] of ranges) {
  for (let code = first; code <= last; code++) {
    const letter = String.fromCodePoint(code);
    const folded = fold(letter);
    if (folded.length === 1) origins.set(folded, (origins.get(folded) ?? "") + letter);
  }
}

/**
 * A pattern for SQLite's GLOB that finds a folded word in texts that were kept as they were written, for where there
 * is no folded column: `sumqayit` finds "Sumqayıt". It looks at every row, so let it look at few.
 */
export function foldedGlob(word: string): string {
  const letters = [...fold(word).replaceAll(" ", "")].map((letter) => `[${origins.get(letter) ?? letter}]`);
  return `*${letters.join("")}*`;
}
