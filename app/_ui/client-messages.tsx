import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { clientNamespaces, type Namespace } from "@/lib/i18n/messages";

/**
 * Gives client components below it the messages they read with `useTranslations`. `ui` is always there;
 * a page whose own client components have words wraps them: `<ClientMessages namespaces={["doctors"]}>`.
 */
export async function ClientMessages({
  namespaces = [],
  children,
}: {
  namespaces?: Namespace[];
  children: ReactNode;
}) {
  const all = await getMessages();
  const picked = Object.fromEntries([...clientNamespaces, ...namespaces].map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
