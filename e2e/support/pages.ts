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

/** What a page complains about while it is used: uncaught errors, and what it or React writes as an error. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    // The browser notes by itself that an address answered 404 or 403, which is what some are asked for.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    complaints.push(`${page.url()}: ${message.text()}`);
  });
  return complaints;
}
