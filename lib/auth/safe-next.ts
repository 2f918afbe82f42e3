export const home = "/dashboard";

/**
 * A path of this site to go to after signing in, or `fallback`. Anything a browser could read as another site is
 * refused: the result is what the URL parser made of it, never the text that came in.
 */
export function safeNext(path: unknown, fallback: string = home): string {
  if (typeof path !== "string" || path.length > 2000 || !path.startsWith("/")) return fallback;
  // Browsers drop tabs and line ends, and read a backslash as a slash.
  if (/[\\\p{Cc}]/u.test(path) || path.startsWith("//")) return fallback;
  const base = "http://a.invalid";
  if (!URL.canParse(path, base)) return fallback;
  const url = new URL(path, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return fallback;
  if (
    /^\/(?:api|access|forgot-password|login|register|second-factor|setup|workspace)(?:\/|$)/.test(
      url.pathname,
    )
  )
    return fallback;
  return url.pathname + url.search + url.hash;
}
