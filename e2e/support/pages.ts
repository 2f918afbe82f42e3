import { globSync } from "node:fs";
import type { Page } from "@playwright/test";

/** Addresses of all pages and routes below a route group, as patterns: `/doctors/[id]/edit`. */
export function addressesOf(group: "(company)" | "(master)" | "(public)"): string[] {
  return globSync([`app/${group}/**/page.tsx`, `app/${group}/**/route.ts`])
    .map((file) => file.replaceAll("\\", "/"))
    .map((file) => file.replace(/^app/, "").replace(/\/(page\.tsx|route\.ts)$/, ""))
    .map((path) => path.replace(/\/\([^)]+\)/g, "") || "/")
    .sort();
}

/** Opens a page and waits until React runs it: keys pressed before that are lost on anybody. */
export async function openAlive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__reactFiber")),
  );
}
