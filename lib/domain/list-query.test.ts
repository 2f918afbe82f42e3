import { describe, expect, it } from "vitest";
import { newId } from "./id";
import { idOf, namesOf, narrows, oneOf, shortest, someOf } from "./list-query";

describe("what an address may say of a list", () => {
  it("is one of the known values, or several in the order in which they are known", () => {
    const known = ["a", "b", "c"] as const;
    expect([oneOf(known, ["b", "a"]), oneOf(known, "x"), oneOf(known, undefined)]).toEqual([
      "b",
      undefined,
      undefined,
    ]);
    expect([someOf(known, ["c", "x", "a", "c"]), someOf(known, undefined)]).toEqual([["a", "c"], []]);
  });

  it("is names that only a database knows: each once, sorted, none blank or too long, no more than fifty", () => {
    expect(namesOf(["pro", "", "basic", "pro", "x".repeat(101)])).toEqual(["basic", "pro"]);
    expect(namesOf(Array.from({ length: 60 }, (_, index) => `plan-${index}`))).toHaveLength(50);
  });

  it("is an id, or none", () => {
    const id = newId();
    expect([idOf([id, "x"]), idOf(["x", id]), idOf(undefined)]).toEqual([id, null, null]);
  });
});

it("the shortest query leaves out what says nothing", () => {
  expect(shortest({ q: "", state: [], plan: null, kind: undefined, role: ["owner"], company: "a" })).toEqual({
    role: ["owner"],
    company: "a",
  });
});

it("sorting and paging do not narrow a list down", () => {
  expect(narrows({ sort: "-name", size: "50", page: "2", state: undefined })).toBe(false);
  expect(narrows({ state: ["active"] })).toBe(true);
});
