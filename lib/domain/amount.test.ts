import fc from "fast-check";
import { expect, it } from "vitest";
import { amountSchema, amountText, largestAmount, parseAmount } from "./amount";

it.each([
  ["49", 4_900],
  ["49,5", 4_950],
  ["49.50", 4_950],
  ["0", 0],
  [" 1 490,00 ", 149_000],
  ["1\u202f234\u202f567.89", 123_456_789],
])("reads %j as %i minor units", (text, minor) => expect(parseAmount(text)).toBe(minor));

it.each(["", "-1", "1,490", "1.2.3", "4 9", "12,345.00", "1e3", "NaN", "₼49", "10000000.01", "0x10"])(
  "does not guess what %j may be",
  (text) => expect(parseAmount(text)).toBeNull(),
);

it("reads what it wrote, for every amount", () =>
  fc.assert(
    fc.property(fc.integer({ min: 0, max: largestAmount }), (minor) => {
      expect(parseAmount(amountText(minor))).toBe(minor);
      expect(parseAmount(amountText(minor).replace(".", ","))).toBe(minor);
    }),
  ));

it("says which message belongs beside the field", () => {
  expect(amountSchema.safeParse("abc").error?.issues[0]?.message).toBe("errors.amount");
  expect(amountSchema.safeParse(undefined).error?.issues[0]?.message).toBe("errors.required");
});
