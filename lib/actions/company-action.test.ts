import { expect, it } from "vitest";
import { codeFor } from "./company-action";

it("a form of a company that somebody left or was removed from says that, and blames no role", () => {
  expect(codeFor("none")).toBe("notInCompany");
  expect(codeFor("impersonationOver")).toBe("impersonationOver");
  expect(codeFor("suspended")).toBe("forbidden");
  expect(codeFor("upgrading")).toBe("unavailable");
});
