import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openMaster, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { makeCompanyExport } from "@/lib/journeys/exports/make-company-export";
import { requestExport } from "@/lib/master/fleet/exports/request-export";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { GET } from "./route";

const asking = vi.hoisted(() => ({ context: {} as object, permission: "" }));
vi.mock("@/lib/auth/require-company", () => ({
  requireCompany: async (permission: string) => {
    asking.permission = permission;
    return asking.context;
  },
}));

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());

const get = (id: string) => GET(new Request("http://x"), { params: Promise.resolve({ id }) });

it("hands the file to who may export, and to nobody of another company", async () => {
  const [own, other] = [await testCompany("own"), await testCompany("other")];
  const master = await openMaster();
  const { id: userId } = await addTestMasterAdmin(master);
  const now = new Date();
  const id = await write(master, started.actor, (tx) =>
    requestExport(tx, { companyId: own.companyId, userId }, now),
  );
  await makeCompanyExport(id, started.actor, () => now);
  const as = ({ companyId, db }: typeof own, slug: string) => {
    asking.context = { db, actor: started.actor, company: { id: companyId, slug, timeZone: "Asia/Baku" } };
  };
  as(own, "own");
  const answer = await get(id);
  expect(asking.permission).toBe("company.export");
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="own-\d{4}-\d\d-\d\d\.zip"$/,
  );
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(String(bytes.length)).toBe(answer.headers.get("content-length"));
  expect(Object.keys(unzipSync(bytes))).toContain("database.sqlite");
  as(other, "other");
  for (const wrong of [id, newId(), "../keyring"]) await expect(get(wrong), wrong).rejects.toThrow("404");
});
