import type { Locale } from "@/lib/i18n/config";

const latin = new URL("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", import.meta.url);
const extended = new URL(
  "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  import.meta.url,
);
const cyrillic = new URL(
  "@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2",
  import.meta.url,
);

/** The parts of Inter that a page in this language needs at once; the others come when a letter asks for them. */
const needed: Record<Locale, readonly URL[]> = { az: [latin, extended], en: [latin], ru: [latin, cyrillic] };

/** Asks for the fonts before the style sheet does, so that the words do not jump. */
export function FontLinks({ locale }: { locale: Locale }) {
  return needed[locale].map((file) => (
    <link
      key={String(file)}
      rel="preload"
      href={String(file)}
      as="font"
      type="font/woff2"
      crossOrigin="anonymous"
    />
  ));
}
