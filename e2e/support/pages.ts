import { globSync } from "node:fs";

/** Addresses of all pages and routes below a route group, as patterns: `/doctors/[id]/edit`. */
export function addressesOf(group: "(company)" | "(master)" | "(public)"): string[] {
  return globSync([`app/${group}/**/page.tsx`, `app/${group}/**/route.ts`])
    .map((file) => file.replaceAll("\\", "/"))
    .map((file) => file.replace(/^app/, "").replace(/\/(page\.tsx|route\.ts)$/, ""))
    .map((path) => path.replace(/\/\([^)]+\)/g, "") || "/")
    .sort();
}
