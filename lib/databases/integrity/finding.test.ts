import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { findingKinds } from "./finding";

const words = {
  generation: "a new generation",
  reconcile: "the reconciler",
  operator: "a person",
  stops: "a person first",
  nothing: "nothing",
} as const;

it("the page on integrity tells of everything that can be found, how bad it is and what helps", () => {
  const rows = readFileSync("docs/integrity.md", "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => {
      const [codes = "", severity = "", , helps = ""] = line
        .split("|")
        .slice(1)
        .map((cell) => cell.trim());
      return [...codes.matchAll(/`([^`]+)`/g)].map(([, code]) => [code, severity, helps]);
    });
  const kinds = Object.entries(findingKinds).map(([code, [severity, remedy]]) => [
    code,
    severity,
    words[remedy],
  ]);
  expect(rows.sort()).toEqual(kinds.sort());
});
