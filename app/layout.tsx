import "@fontsource-variable/inter/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/app/_ui/client-messages";
import { FontLinks } from "@/app/_ui/font-links";
import { defaultTheme, isTheme, themeCookie } from "@/lib/i18n/theme";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: "MedAdmin", template: "%s · MedAdmin" },
    description: t("description"),
    applicationName: "MedAdmin",
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbfa" },
    { media: "(prefers-color-scheme: dark)", color: "#0e1412" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const theme = (await cookies()).get(themeCookie)?.value;
  return (
    <html lang={locale} data-theme={isTheme(theme) ? theme : defaultTheme}>
      <head>
        <FontLinks locale={locale} />
      </head>
      <body>
        <ClientMessages>{children}</ClientMessages>
      </body>
    </html>
  );
}
