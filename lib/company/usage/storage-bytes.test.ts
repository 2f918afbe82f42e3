import { expect, it } from "vitest";
import { testTenant } from "@/lib/testing";
import { storageBytes } from "./storage-bytes";

it("measures the pages of the company's own database", async () => {
  const { db, dispose } = await testTenant();
  const bytes = await storageBytes(db);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes % 512).toBe(0);
  dispose();
});
