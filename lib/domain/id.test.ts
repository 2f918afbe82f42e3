import { expect, it } from "vitest";
import { isId, newId } from "./id";

it("makes ids that sort in the order they were made", () => {
  const ids = Array.from({ length: 1_000 }, newId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it("tells ids from what else comes in an address", () => {
  expect(isId(newId())).toBe(true);
  for (const other of ["", "1", "new", "../..", newId().toUpperCase(), `${newId()} `, 7, null, undefined]) {
    expect(isId(other)).toBe(false);
  }
});
