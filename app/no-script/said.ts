import type { Metadata } from "next";
import { getLocale } from "next-intl/server";

/** What can be said, and which messages say it. */
export const sayings = {
  "not-found": { title: "fatal.notFound.title", text: "fatal.notFound.text" },
  forbidden: { title: "fatal.forbidden.title", text: "fatal.forbidden.text" },
  "access-expired": { title: "access.expired.title", text: "access.expired.text" },
  "setup-expired": { title: "setup.expired.title", text: "setup.expired.text" },
} as const;
export type Saying = keyof typeof sayings;

/**
 * For the metadata of pages that say no. Where one of them takes the place of a page that was begun, Next sends its
 * status with an empty body that only JavaScript fills. Of what is its own, only metadata is in there: a style sheet
 * for browsers without JavaScript, which says it.
 */
export async function saidWithoutScript(saying: Saying): Promise<Metadata> {
  const url = `/no-script/${await getLocale()}/${saying}`;
  return { icons: { other: [{ rel: "stylesheet", url, media: "(scripting: none)" }] } };
}
