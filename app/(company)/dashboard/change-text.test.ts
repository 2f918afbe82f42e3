import { describe, expect, it } from "vitest";
import { shortLabel } from "@/app/_audit/event-words";
import { placeOf, shortName } from "./change-text";

describe("recent changes", () => {
  it("leads to what is still there", () => {
    const subject = { subjectType: "doctor", subjectId: "7" };
    expect(placeOf({ action: "doctor.archived", ...subject })).toBe("/doctors/7");
    expect(placeOf({ action: "city.edited", subjectType: "city", subjectId: "7" })).toBe(
      "/reference/cities/7/edit",
    );
    expect(placeOf({ action: "region.deleted", subjectType: "region", subjectId: "7" })).toBeNull();
    expect(
      placeOf({ action: "organization.edited", subjectType: "organization", subjectId: "organization" }),
    ).toBe("/settings");
    expect(placeOf({ action: "company.queried", subjectType: "company", subjectId: "7" })).toBeNull();
  });

  it("shortens labels and names", () => {
    expect(shortLabel("Aysel Məmmədova, D-000001")).toBe("Aysel Məmmədova");
    expect(shortName("Aysel Məmmədova")).toBe("Aysel M.");
    expect(shortName("Sistem")).toBe("Sistem");
    expect(shortName("Operator (root)")).toBe("Operator");
  });
});
