import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, localeCookie } from "./config";
import { loadMessages } from "./messages";
import { negotiateLocale } from "./negotiate";

/** Where next-intl gets a request's language from. A sign-in writes the user's own choice into the cookie. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked)
    ? asked
    : negotiateLocale((await cookies()).get(localeCookie)?.value, (await headers()).get("accept-language"));
  return { locale, messages: await loadMessages(locale), timeZone: "Asia/Baku" };
});
