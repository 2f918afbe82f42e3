/**
 * First parts of the addresses there are; a test compares the list with the folders. Anything else a client writes into
 * an address is `other`: it may be somebody's name, and there is no end to it.
 */
const areas = [
  "access",
  "dashboard",
  "doctors",
  "exit-impersonation",
  "forgot-password",
  "leave-sandbox",
  "login",
  "logout",
  "no-script",
  "onboarding",
  "pricing",
  "reference",
  "register",
  "search",
  "second-factor",
  "settings",
  "setup",
  "workspace",
];
/** Areas whose second part is told apart as well. */
const divided: Readonly<Record<string, readonly string[]>> = {
  api: ["auth", "cron", "health", "metrics"],
  "master-admin": [
    "account",
    "audit",
    "catalogue",
    "companies",
    "fleet",
    "plans",
    "return",
    "search",
    "subscriptions",
    "users",
  ],
};

/** Which class of routes an address belongs to: never an id, a name, or anything of its query. */
export function routeClass(url: string): string {
  const [path = ""] = url.split("?", 1);
  const [, first = "", second = ""] = path.split("/");
  if (first === "") return path === "/" ? "/" : "other";
  if (first === "_next" || /^[\w-]+\.(?:css|ico|js|map|png|svg|txt|webmanifest|woff2)$/.test(first))
    return "static";
  const parts = Object.hasOwn(divided, first) ? divided[first] : undefined;
  if (parts) return parts.includes(second) ? `/${first}/${second}` : `/${first}`;
  return areas.includes(first) ? `/${first}` : "other";
}
