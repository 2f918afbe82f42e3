import { expect, it } from "vitest";
import { companyCodeSchema, optionalCompanyCodeSchema } from "./company-code";

it.each(["TH001", "DMC001", "TEST_HOSPITAL", " th001 "])("takes %s", (code) => {
  expect(companyCodeSchema.parse(code)).toBe(code.trim().toUpperCase());
});

it.each(["A", "A-1", "ŞƏFA", "A B", "X".repeat(21)])("refuses %s", (code) => {
  expect(companyCodeSchema.safeParse(code).error?.issues[0]?.message).toBe("errors.companyCode.invalid");
});

it("may be left out", () => expect(optionalCompanyCodeSchema.parse("")).toBeNull());
