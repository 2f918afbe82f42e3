import fc from "fast-check";
import { expect, it } from "vitest";
import { addMoney, money, sumMoney } from "./money";

it("adds whole minor units exactly, in any order", () => {
  const amounts = fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }));
  fc.assert(
    fc.property(amounts, (minors) => {
      const there = sumMoney(
        minors.map((minor) => money(minor, "AZN")),
        "AZN",
      );
      const back = sumMoney(
        [...minors].reverse().map((minor) => money(minor, "AZN")),
        "AZN",
      );
      return (
        there.minor === back.minor &&
        Object.is(there.minor, minors.reduce((sum, minor) => sum + minor, 0) + 0)
      );
    }),
  );
});

it("refuses what is no amount", () => {
  for (const minor of [0.1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => money(minor, "AZN")).toThrow(RangeError);
  expect(() => money(1, "azn")).toThrow(RangeError);
});

it("does not add two currencies", () =>
  expect(() => addMoney(money(1, "AZN"), money(1, "USD"))).toThrow(RangeError));
