import { expect, it } from "vitest";
import { optionalVoenSchema, voenSchema } from "./voen";

it("takes ten digits, also in groups", () => {
  expect(voenSchema.parse("1234567891")).toBe("1234567891");
  expect(voenSchema.parse("12 345-678 91")).toBe("1234567891");
});

it.each(["123456789", "12345678910", "12345678a1", "١٢٣٤٥٦٧٨٩٠"])("refuses %s", (text) => {
  expect(voenSchema.safeParse(text).error?.issues[0]?.message).toBe("errors.voen.invalid");
});

it("may be left out", () => expect(optionalVoenSchema.parse(" ")).toBeNull());
