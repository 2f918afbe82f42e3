import { describe, expect, it } from "vitest";
import { doctorsOf, editPath, kindOf, newPath, returnPath, returnWith } from "./addresses";

describe("addresses of reference data", () => {
  it("know their kinds and no others", () => {
    expect(["regions", "cities", "clinics", "specializations"].map(kindOf)).toEqual([
      "region",
      "city",
      "clinic",
      "specialization",
    ]);
    for (const other of ["region", "", "constructor", "__proto__", "Regions"])
      expect(kindOf(other)).toBeNull();
  });

  it("lead to rows, forms and the doctors who use a row", () => {
    expect(editPath("city", "c1")).toBe("/reference/cities/c1/edit");
    expect(newPath("clinic", { return: "/doctors/new?x=1" })).toBe(
      "/reference/clinics/new?return=%2Fdoctors%2Fnew%3Fx%3D1",
    );
    expect(doctorsOf("region", "r1", { status: "archived" })).toBe("/doctors?region=r1&status=archived");
  });
});

describe("the way back to a form", () => {
  it.each([
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "",
    undefined,
  ])("never leaves the site: %s", (value) => expect(returnPath(value)).toBeNull());

  it("takes the new row along, beside what was there", () => {
    const back = returnPath("/doctors/new?x=1#place");
    expect(back && returnWith(back, "clinic", "c1")).toBe("/doctors/new?x=1&clinic=c1#place");
    expect(returnWith("/doctors/new?clinic=old", "clinic", "c1")).toBe("/doctors/new?clinic=c1");
  });
});
