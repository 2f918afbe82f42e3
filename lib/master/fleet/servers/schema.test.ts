import { expect, it } from "vitest";
import { addServerInput } from "./schema";

const said = (given: Record<string, string>) => {
  const found = addServerInput.safeParse({ url: "", adminUrl: "", replicaUrl: "", groupName: "", ...given });
  return found.success ? [] : found.error.issues.map(({ path, message }) => [path.join("."), message]);
};

it("names everything that is missing at once, not the rest after the first was filled in", () => {
  expect(said({ kind: "libsql-server", name: "" })).toEqual([
    ["name", "errors.required"],
    ["url", "errors.required"],
    ["adminUrl", "errors.required"],
  ]);
  expect(said({ kind: "turso", name: "" })).toEqual([
    ["name", "errors.required"],
    ["groupName", "errors.required"],
  ]);
});

it("says one thing of a wrong address, and nothing of the kind's rules without a kind", () => {
  expect(said({ kind: "libsql-server", name: "db1", url: "ftp://db1", adminUrl: "https://db1" })).toEqual([
    ["url", "errors.server.address"],
  ]);
  expect(said({ kind: "mainframe", name: "db1" })).toEqual([["kind", "errors.choose"]]);
});
