import { z } from "zod";
import { fold } from "./folding";
import { isId } from "./id";

const longest = 63;

/** Names that mean something else in an address or on the command line. */
const reserved = new Set(
  "admin administrator api app assets auth cron demo health help invite login logout mail master master-admin medadmin metrics new pricing public register root static status support system template tenant tenants webhooks www".split(
    " ",
  ),
);

/** Russian letters and those of the old Azerbaijani Cyrillic script. */
const cyrillic: Record<string, string> = Object.fromEntries(
  (
    "а a,б b,в v,г g,д d,е e,ж zh,з z,и i,й y,к k,л l,м m,н n,о o,п p,р r,с s,т t,у u,ф f,х kh,ц ts,ч ch,ш sh,щ shch,ъ ,ы y," +
    "ь ,э e,ю yu,я ya,ә e,ө o,ү u,ғ g,ҹ c,һ h,ҝ g,ј y,і i,ї yi,є ye,ґ g"
  )
    .split(",")
    .map((pair) => pair.split(" ") as [string, string]),
);

const shorten = (text: string, length: number) => text.slice(0, length).replace(/-+$/, "");

/** What would be taken for something else: a word of ours, or some company's id. */
const isReserved = (text: string) => reserved.has(text) || isId(text);

/** Whether a text can be a company's slug: `[a-z0-9-]`, 2 to 63 long, a letter or digit at both ends, not reserved. */
export function isSlug(text: string): boolean {
  return (
    text.length >= 2 && text.length <= longest && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && !isReserved(text)
  );
}

/** The slug a name suggests; always valid, not necessarily free: see `nextSlug`. */
export function slugFromName(name: string): string {
  const latin = Array.from(fold(name), (letter) => cyrillic[letter] ?? letter).join("");
  const slug = shorten(latin.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, ""), longest);
  if (slug === "") return "company";
  if (slug.length === 1) return `company-${slug}`;
  return isReserved(slug) ? `${slug}-company` : slug;
}

/** `base` itself, else the first of base-2, base-3 … that is not taken. */
export function nextSlug(base: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  if (isSlug(base) && !used.has(base)) return base;
  for (let number = 2; ; number++) {
    const suffix = `-${number}`;
    const slug = shorten(base, longest - suffix.length) + suffix;
    if (!used.has(slug)) return slug;
  }
}

/** A slug that somebody typed. */
export const slugSchema = z
  .string({ error: "errors.required" })
  .trim()
  .toLowerCase()
  .min(1, "errors.required")
  .refine((slug) => !isReserved(slug), "errors.slug.reserved")
  .refine((slug) => isReserved(slug) || isSlug(slug), "errors.slug.invalid");
