"use server";
import { cookies, headers } from "next/headers";
import { isLocale, localeCookie } from "@/lib/i18n/config";
import { isTheme, themeCookie } from "@/lib/i18n/theme";

/** Form actions of the switches. They only set a cookie; the page they were sent from renders again. */
export async function chooseLocale(data: FormData): Promise<void> {
  const locale = data.get("locale");
  if (isLocale(locale)) await remember(localeCookie, locale);
}

export async function chooseTheme(data: FormData): Promise<void> {
  const theme = data.get("theme");
  if (isTheme(theme)) await remember(themeCookie, theme);
}

async function remember(name: string, value: string) {
  const secure = (await headers()).get("x-forwarded-proto") === "https";
  (await cookies()).set(name, value, { path: "/", maxAge: 365 * 86_400, sameSite: "lax", secure });
}
