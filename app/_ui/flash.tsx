import type { Messages } from "next-intl";
import { getMessages } from "next-intl/server";
import { Check } from "@/app/_ui/icons";
import { FlashOnce } from "./flash-once";
import { type Query, values } from "./list-url";

/**
 * What just happened, after a redirect to `?done=<key>`: `<Flash query={query} namespace="doctors" />` under the
 * page's header. The words are `flash.<key>` of that namespace (no arguments). It is part of the page, so it shows with JavaScript off;
 * with it, it is read out once and `done` leaves the address, so that a reload does not say it again.
 */
export async function Flash({ query, namespace }: { query: Query; namespace: keyof Messages }) {
  const key = values(query.done)[0];
  if (key === undefined) return null;
  const messages: Record<string, unknown> = (await getMessages())[namespace];
  const known = messages.flash;
  const text =
    known && typeof known === "object" && Object.hasOwn(known, key)
      ? (known as Record<string, unknown>)[key]
      : null;
  if (typeof text !== "string") return null;
  return (
    <FlashOnce>
      <Check size={16} aria-hidden />
      {text}
    </FlashOnce>
  );
}
