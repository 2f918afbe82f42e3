import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

type Tree = { readonly [key: string]: string | Tree };
const languages = new Map<string, Tree>();

/** What the pages say in a language: `say("companies.suspend.action")`. For messages without plurals. */
export function sayIn(locale: "az" | "en" | "ru") {
  return (key: string, values: Readonly<Record<string, string>> = {}): string => {
    const [namespace = "", ...path] = key.split(".");
    const file = `lib/i18n/messages/${locale}/${namespace}.json`;
    const tree = languages.get(file) ?? (JSON.parse(readFileSync(file, "utf8")) as Tree);
    languages.set(file, tree);
    const found = path.reduce<string | Tree | undefined>(
      (node, part) => (typeof node === "object" ? node[part] : undefined),
      tree,
    );
    if (typeof found !== "string") throw new Error(`No page says ${key}.`);
    return found.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  };
}

/** A day from now as people write it: 31.12.2027. */
export function dayIn(days: number): string {
  const [year, month, day] = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split("-");
  return `${day}.${month}.${year}`;
}

/** What a page says in words: without addresses of people, and without codes, which are the same in every language. */
export async function wordsOn(page: Page): Promise<string> {
  const texts = await page.locator("main, aside").evaluateAll((parts) =>
    parts.map((part) => {
      const copy = part.cloneNode(true) as Element;
      for (const code of copy.querySelectorAll("code, pre")) code.remove();
      return copy.textContent ?? "";
    }),
  );
  return texts.join(" ").replace(/\S+@\S+/g, "");
}
