import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

type Part = "archive" | "facets" | "form" | "fields" | "gender" | "categories";

/** The few words that this page's client components say; the whole namespace would ride along with every list. */
export async function ClientWords({ parts, children }: { parts: readonly Part[]; children: ReactNode }) {
  const { ui, doctors } = await getMessages();
  const picked = Object.fromEntries(parts.map((part) => [part, doctors[part]]));
  return <NextIntlClientProvider messages={{ ui, doctors: picked }}>{children}</NextIntlClientProvider>;
}
