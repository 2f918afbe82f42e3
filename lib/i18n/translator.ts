import { createTranslator } from "next-intl";
import type { Locale } from "./config";
import { loadMessages } from "./messages";

/** Puts the message with this id, `errors.inUse`, into words. */
export type Translate = (id: string, params?: Readonly<Record<string, string | number>>) => string;

/** For ids that are only known when it happens; pages use `getTranslations`, which checks them when it is compiled. */
export async function translator(locale: Locale, timeZone = "Asia/Baku"): Promise<Translate> {
  const messages: Record<string, unknown> = await loadMessages(locale);
  const t = createTranslator<Record<string, string>>({
    locale,
    timeZone,
    messages: messages as Record<string, string>,
  });
  return (id, params = {}) => t(t.has(id) ? id : "errors.unexpected", { reference: "–", ...params });
}
