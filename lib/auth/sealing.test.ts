import { beforeEach, expect, it, vi } from "vitest";
import { seal, unseal } from "./sealing";

beforeEach(() => vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use"));

it("gives the text back for what it was sealed for, and for nothing else", () => {
  const sealed = seal("JBSWY3DPEHPK3PXP", "user-1");
  expect(sealed).not.toContain("JBSWY3DPEHPK3PXP");
  expect(unseal(sealed, "user-1")).toBe("JBSWY3DPEHPK3PXP");
  expect(unseal(sealed, "user-2")).toBeNull();
});

it("looks different each time", () => {
  expect(seal("the same", "user-1")).not.toBe(seal("the same", "user-1"));
});

it("refuses what was changed, cut or made up", () => {
  const sealed = Buffer.from(seal("secret", "user-1"), "base64url");
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(unseal(changed.toString("base64url"), "user-1"), `byte ${at}`).toBeNull();
  }
  for (const text of ["", "x", sealed.subarray(0, 27).toString("base64url")])
    expect(unseal(text, "user-1")).toBeNull();
});
