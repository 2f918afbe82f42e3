import { describe, expect, it } from "vitest";
import { DomainError, Duplicate, InUse, isDomainError, NotFound } from "./errors";

describe("isDomainError", () => {
  it("knows an error by its tag, so that another copy of the module is recognised too", () => {
    const foreign = Object.assign(new Error("x"), {
      [Symbol.for("medadmin.domain-error")]: true,
      code: "inUse",
      params: {},
    });
    expect(isDomainError(foreign)).toBe(true);
    expect(isDomainError(foreign, "inUse")).toBe(true);
    expect(isDomainError(foreign, "notFound")).toBe(false);
  });

  it("is not fooled by ordinary errors and values", () => {
    expect(isDomainError(new Error("x"))).toBe(false);
    expect(isDomainError({ code: "inUse" })).toBe(false);
    expect(isDomainError(null)).toBe(false);
  });
});

describe("domain errors", () => {
  it("always carry every count, because the message names all of them", () => {
    expect(new InUse("region", "r1", { doctors: 12 }).params).toEqual({
      type: "region",
      id: "r1",
      doctors: 12,
      cities: 0,
      clinics: 0,
    });
  });

  it("point at the field that must change", () => {
    expect(new Duplicate({ field: "code", value: "BAK", of: "Bakı" }).fieldErrors).toEqual({
      code: "errors.duplicateField",
    });
    expect(new NotFound("doctor")).toBeInstanceOf(DomainError);
  });
});
