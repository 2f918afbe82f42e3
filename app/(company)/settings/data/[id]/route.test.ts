import { rmSync } from "node:fs";
import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { jobs } from "@/drizzle/master/schema";
import { identity } from "@/drizzle/tenant/schema";
import { keptExportPath, openMaster, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { makeCompanyExport } from "@/lib/journeys/exports/make-company-export";
import { listExports } from "@/lib/master/fleet/exports/queries";
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

async function companyWithExports(slug: string) {
  const company = await testCompany(slug);
  const master = await openMaster();
  const { id: userId } = await addTestMasterAdmin(master, `admin-of-${slug}`);
  asking.context = {
    db: company.db,
    actor: started.actor,
    company: { id: company.companyId, slug, timeZone: "Asia/Baku" },
  };
  const { companyId } = company;
  const ask = () =>
    write(master, started.actor, (tx) => requestExport(tx, { companyId, userId }, new Date()));
  /** As the worker does it. */
  const end = (state: "done" | "cancelled") =>
    write(master, started.actor, (tx) =>
      tx.update(jobs).set({ state, finishedAt: Date.now() }).where(eq(jobs.companyId, companyId)),
    );
  const make = async () => {
    const id = await ask();
    await makeCompanyExport(id, started.actor, () => new Date());
    await end("done");
    return id;
  };
  const states = async () => (await listExports(master, companyId)).map(({ state }) => state);
  return { ask, end, make, states, db: company.db };
}

it("says that an export failed whose file is not there, instead of offering it for ever", async () => {
  const { make, states } = await companyWithExports("lost");
  const id = await make();
  rmSync(await keptExportPath(id));
  await expect(get(id)).rejects.toThrow("404");
  expect(await states()).toEqual(["failed"]);
});

it("keeps the three newest of a company: who asks again and again does not fill the disk", async () => {
  const { make, states } = await companyWithExports("greedy");
  for (let n = 0; n < 4; n++) await make();
  expect(await states()).toEqual(["ready", "ready", "ready", "expired"]);
});

it("does not wait for one whose job was called off", async () => {
  const { ask, end, states } = await companyWithExports("called-off");
  await ask();
  expect(await states()).toEqual(["making"]);
  await end("cancelled");
  expect(await states()).toEqual(["failed"]);
  await ask();
  expect(await states()).toEqual(["making", "failed"]);
});

it("asks for patience while the company's audit cannot be written", async () => {
  const { make, db } = await companyWithExports("upgrading");
  const id = await make();
  // As whoever upgrades it does.
  await write(db, started.actor, (tx) => tx.update(identity).set({ fencedAt: Date.now() }));
  const answer = await get(id);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
});
