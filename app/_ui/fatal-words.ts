"use client";
import { isLocale, type Locale } from "@/lib/i18n/config";
import az from "@/lib/i18n/messages/az/fatal.json";
import en from "@/lib/i18n/messages/en/fatal.json";
import ru from "@/lib/i18n/messages/ru/fatal.json";

const words = { az, en, ru };

/** The words of an error page, without a provider: it may be the provider that failed. */
export function fatalWords() {
  const lang = typeof document === "undefined" ? "" : document.documentElement.lang;
  const cookie =
    typeof document === "undefined" ? undefined : /(?:^|; )locale=(\w+)/.exec(document.cookie)?.[1];
  return words[isLocale(lang) ? lang : isLocale(cookie) ? cookie : "az"];
}

/** The same where the language is known. */
export const fatalWordsIn = (locale: Locale) => words[locale];
