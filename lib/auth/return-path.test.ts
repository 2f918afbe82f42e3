import { describe, expect, it } from "vitest";
import { masterPath, returnWith } from "./return-path";

describe("where an impersonation returns to", () => {
  it("is a page of the master admin and nothing else", () => {
    expect(masterPath("/master-admin/companies?q=a")).toBe("/master-admin/companies?q=a");
    expect(masterPath("/master-admin")).toBe("/master-admin");
    for (const path of [
      "/dashboard",
      "/master-administrator",
      "//evil.example",
      "https://evil.example",
      "/\\evil",
      "/master-admin/../login",
      undefined,
    ])
      expect(masterPath(path), String(path)).toBe("/master-admin");
    expect(masterPath("/doctors", "/master-admin/companies/1")).toBe("/master-admin/companies/1");
  });

  it("says what happened and keeps the rest of the address", () => {
    expect(returnWith("/master-admin/companies?q=a&done=x#row", "impersonationEnded")).toBe(
      "/master-admin/companies?q=a&done=impersonationEnded#row",
    );
    expect(returnWith("https://evil.example/", "impersonationOver")).toBe(
      "/master-admin?done=impersonationOver",
    );
  });
});
