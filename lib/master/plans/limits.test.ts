import { describe, expect, it } from "vitest";
import { excessOver } from "./limits";

const basic = { doctors: 100, users: 5, patients: 2_000, storageBytes: 1_000 };

describe("excessOver", () => {
  it("lets in what is exactly as large as the plan", () => {
    expect(excessOver(basic, { doctors: 100, users: 5, storageBytes: 1_000 })).toEqual([]);
  });

  it("names each limit that one more breaks", () => {
    expect(excessOver(basic, { doctors: 101, users: 6, storageBytes: 1_001 })).toEqual([
      { resource: "doctors", limit: 100, used: 101 },
      { resource: "users", limit: 5, used: 6 },
      { resource: "storage", limit: 1_000, used: 1_001 },
    ]);
  });

  it("finds nothing too large for a plan without limits", () => {
    const unlimited = { doctors: null, users: null, patients: null, storageBytes: null };
    expect(excessOver(unlimited, { doctors: 1e6, users: 1e6, storageBytes: 1e15 })).toEqual([]);
  });
});
