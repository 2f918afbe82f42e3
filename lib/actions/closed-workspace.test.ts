import { beforeEach, expect, it, vi } from "vitest";
import { closedWorkspace, codeFor } from "./closed-workspace";

const asks = vi.hoisted(() => ({ script: false, isMasterAdmin: false }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(asks.script ? { "next-action": "id" } : {}),
}));
vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  redirect: (path: string) => {
    throw new Error(`to ${path}`);
  },
}));
vi.mock("next-intl/server", () => ({ getLocale: async () => "en" }));
vi.mock("@/lib/auth/current-session", () => ({
  currentSession: async () => ({ user: { isMasterAdmin: asks.isMasterAdmin } }),
}));
vi.mock("@/lib/auth/request-context", () => ({ requestContext: async () => ({ path: "/doctors/new" }) }));

beforeEach(() => Object.assign(asks, { script: false, isMasterAdmin: false }));
const form = { fields: {}, values: { lastName: "Quliyev" }, companyId: null, submissionKey: null };

it("a form of a company that somebody left or was removed from says that, and blames no role", () => {
  expect(codeFor("none")).toBe("notInCompany");
  expect(codeFor("impersonationOver")).toBe("impersonationOver");
  expect(codeFor("suspended")).toBe("forbidden");
  expect(codeFor("upgrading")).toBe("unavailable");
});

it("by script it keeps what was typed, whatever the reason", async () => {
  asks.script = true;
  for (const reason of ["signedOut", "impersonationOver", "none", "upgrading"] as const)
    expect(await closedWorkspace(reason, form)).toMatchObject({ status: "error", values: form.values });
});

it("without script it leads to the page that says why: the form's own is not shown again", async () => {
  await expect(closedWorkspace("signedOut", form)).rejects.toThrow("to /login?next=%2Fdoctors%2Fnew");
  await expect(closedWorkspace("upgrading", form)).rejects.toThrow("to /workspace/upgrading?next=");
  await expect(closedWorkspace("none", form)).rejects.toThrow("to /workspace/none?next=");
});

it("tells a master admin that the visit is over, by the clock or left in another tab", async () => {
  asks.isMasterAdmin = true;
  for (const reason of ["impersonationOver", "none"] as const)
    await expect(closedWorkspace(reason, form)).rejects.toThrow("to /workspace/visit");
});
