import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { isGuarded } from "./guarded-paths";

it("names every folder of company pages, and no other", () => {
  const folders = (group: string) =>
    readdirSync(`app/${group}`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
      .map((entry) => `/${entry.name}`);
  for (const path of folders("(company)")) expect([path, isGuarded(path)]).toEqual([path, true]);
  for (const path of ["/", ...folders("(master)"), ...folders("(public)"), "/api", "/logout"])
    expect([path, isGuarded(path)]).toEqual([path, false]);
});
