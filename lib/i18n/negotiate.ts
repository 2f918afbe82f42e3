import { defaultLocale, isLocale, type Locale } from "./config";

/** The language for a request: the chosen one (cookie), else the browser's best match, else the default. */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  return isLocale(chosen) ? chosen : (bestAccepted(acceptLanguage) ?? defaultLocale);
}

/** The first language of ours by the header's own order of preference (RFC 9110, 12.5.4). */
function bestAccepted(header: string | null): Locale | null {
  const ranges = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map(parseRange)
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of ranges) if (isLocale(language)) return language;
  return null;
}

function parseRange(text: string) {
  const [tag = "", ...parameters] = text.trim().toLowerCase().split(";");
  const weight = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
  const quality = weight === undefined ? 1 : Number.parseFloat(weight.slice(2));
  return { language: tag.trim().split("-")[0] ?? "", quality: Number.isFinite(quality) ? quality : 0 };
}
