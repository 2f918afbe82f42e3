import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { home, safeNext } from "./safe-next";

describe("safeNext", () => {
  it("goes where somebody was going", () => {
    for (const path of ["/doctors", "/doctors?q=%C9%99li&page=2", "/settings/plan#usage", "/"]) {
      expect(safeNext(path)).toBe(path);
    }
  });

  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "/%2e//evil.example",
    "http://evil.example/doctors",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " /doctors",
    "doctors",
    "",
    "?next=/doctors",
    "@evil.example",
    `/${"x".repeat(3000)}`,
    undefined,
    null,
    42,
    ["/doctors"],
  ])("refuses %j", (path) => {
    expect(safeNext(path)).toBe(home);
  });

  it("does not lead in circles or to what is no page", () => {
    for (const path of [
      "/login?next=/doctors",
      "/register",
      "/setup/x",
      "/workspace/suspended",
      "/api/auth/signout",
    ]) {
      expect(safeNext(path)).toBe(home);
    }
    expect(safeNext("/registered")).toBe("/registered");
  });

  it("never leaves the site, whatever comes in", () => {
    const signs = ["/", "\\", ".", "..", "%2f", "%5c", "@", ":", "evil.example", "\t", "\n", "?", "#", "x"];
    const nasty = fc.array(fc.constantFrom(...signs), { maxLength: 8 });
    fc.assert(
      fc.property(nasty, (parts) => {
        const to = new URL(safeNext(`/${parts.join("")}`), "https://medadmin.example/login");
        expect(to.origin).toBe("https://medadmin.example");
      }),
      { numRuns: 2000 },
    );
  });
});
