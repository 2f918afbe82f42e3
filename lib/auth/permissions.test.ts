import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roles } from "@/drizzle/master/schema/states";
import { allows, allowsImpersonating, isForSandbox, permissions } from "./permissions";

const role = fc.constantFrom(...roles);
const permission = fc.constantFrom(...permissions);

describe("permissions", () => {
  it("give nobody what the owner has not", () => {
    fc.assert(fc.property(role, permission, (r, p) => !allows(r, p) || allows("owner", p)));
  });

  it("never take away on the way up", () => {
    fc.assert(
      fc.property(role, role, permission, (a, b, p) => {
        const [higher, lower] = roles.indexOf(a) <= roles.indexOf(b) ? [a, b] : [b, a];
        return !allows(lower, p) || allows(higher, p);
      }),
    );
  });

  it("let a viewer read and nothing else", () => {
    // Where nothing is real, and there they only read as well.
    const may = permissions.filter((p) => allows("viewer", p) && p !== "sandbox.enter");
    for (const p of may) expect(p).toMatch(/\.read$/);
    expect(allows("viewer", "doctor.read")).toBe(true);
  });

  it("are for each role what the product says", () => {
    expect(permissions.filter((p) => !allows("manager", p))).toEqual([
      "settings.write",
      "backup.write",
      "billing.write",
      "member.write",
      "audit.read",
      "audit.export",
      "company.close",
      "company.export",
      "sandbox.write",
    ]);
    expect(permissions.filter((p) => allows("staff", p))).toEqual([
      "doctor.read",
      "doctor.write",
      "reference.read",
      "settings.read",
      "sandbox.enter",
    ]);
    for (const both of ["settings.write", "backup.write"] as const)
      expect(roles.filter((r) => allows(r, both))).toEqual(["owner", "admin"]);
    for (const alone of ["company.close", "company.export", "sandbox.write"] as const)
      expect(roles.filter((r) => allows(r, alone))).toEqual(["owner"]);
  });

  it("are for a master admin in a company to read, or all but money, access, bulk and deletion", () => {
    expect(permissions.filter((p) => allowsImpersonating("read", p))).toEqual(
      permissions.filter((p) => p.endsWith(".read")),
    );
    expect(permissions.filter((p) => !allowsImpersonating("full", p))).toEqual([
      "doctor.export",
      "reference.delete",
      "backup.write",
      "billing.write",
      "member.write",
      "audit.export",
      "company.close",
      "company.export",
      "sandbox.enter",
      "sandbox.write",
    ]);
  });

  it("leave in a sandbox nothing of money, people's access, bulk and deletion", () => {
    expect(permissions.filter((p) => !isForSandbox(p))).toEqual([
      "backup.write",
      "billing.write",
      "member.read",
      "member.write",
      "company.close",
      "company.export",
    ]);
  });
});
