import { unzipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { openMaster, openTenant, write } from "@/lib/databases";
import { s3Credentials, startS3 } from "@/lib/databases/backups/targets/s3-server.fixture";
import { dropDatabases, recordRemoval } from "@/lib/databases/removals/destroy-databases";
import { newId } from "@/lib/domain/id";
import { makeCompanyExport } from "@/lib/journeys/exports/make-company-export";
import { removeExpiredExports } from "@/lib/journeys/exports/remove-expired-exports";
import { requestCompanyExport } from "@/lib/journeys/exports/request-company-export";
import { exportStaysMs, listExports } from "@/lib/master/fleet/exports/queries";
import { testCompany } from "@/lib/testing/company";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import { GET } from "./route";

const asking = vi.hoisted(() => ({ context: {} as object }));
vi.mock("@/lib/auth/require-company", () => ({ requireCompany: async () => asking.context }));

let s3: Awaited<ReturnType<typeof startS3>>;
let remote: Awaited<ReturnType<typeof testRemoteEngine>>;
let userId: string;
beforeAll(async () => {
  s3 = await startS3();
  vi.stubEnv("BACKUP_S3_URL", s3.url);
  vi.stubEnv("BACKUP_S3_REGION", s3Credentials.region);
  vi.stubEnv("BACKUP_S3_ACCESS_KEY_ID", s3Credentials.accessKeyId);
  vi.stubEnv("BACKUP_S3_SECRET_ACCESS_KEY", s3Credentials.secretAccessKey);
  remote = await testRemoteEngine();
  ({ id: userId } = await addTestMasterAdmin(await openMaster()));
});
afterAll(async () => {
  await remote.dispose();
  s3.stop();
});
beforeEach(() => {
  s3.objects.clear();
  s3.broken.when = null;
});

const now = new Date();
const get = (id: string) => GET(new Request("http://x"), { params: Promise.resolve({ id }) });
const as = ({ companyId, db }: Awaited<ReturnType<typeof testCompany>>) => {
  asking.context = {
    db,
    actor: remote.actor,
    company: { id: companyId, slug: "own", timeZone: "Asia/Baku" },
  };
};
const request = async (companyId: string) =>
  requestCompanyExport(await openMaster(), { companyId, userId }, remote.actor, now);
const make = async (companyId: string) => {
  const id = await request(companyId);
  await makeCompanyExport(id, remote.actor, () => now);
  return id;
};
const states = async (companyId: string) =>
  (await listExports(await openMaster(), companyId)).map(({ state }) => state);

it("hands an export out that waits sealed in the bucket, to nobody of another company", async () => {
  const [own, other] = [await testCompany("own"), await testCompany("other")];
  await write(await openTenant(own.companyId), remote.actor, (tx) =>
    tx.insert(counters).values({ name: "kept-in-the-clear", value: 1 }),
  );
  const id = await make(own.companyId);
  const [[key, sealed] = []] = [...s3.objects];
  expect([...s3.objects.keys()]).toEqual([expect.stringMatching(`^exports/[0-9a-f-]{36}/${id}.zip.sealed$`)]);
  expect(key).toContain(id);
  for (const plain of ["PK\u0003\u0004", "SQLite format 3"]) expect(sealed?.includes(plain)).toBe(false);
  as(own);
  const answer = await get(id);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(String(bytes.length)).toBe(answer.headers.get("content-length"));
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toContain("database.sqlite");
  expect(Buffer.from(files["csv/counters.csv"] ?? []).toString()).toContain("kept-in-the-clear");
  as(other);
  await expect(get(id)).rejects.toThrow("404");
});

it("is refused by the download when somebody changed it in the bucket, and failed when it is not there", async () => {
  const own = await testCompany("changed");
  as(own);
  const id = await make(own.companyId);
  const [[key = "", sealed = Buffer.alloc(0)] = []] = [...s3.objects];
  sealed[200] = (sealed[200] ?? 0) ^ 1;
  await expect((await get(id)).arrayBuffer()).rejects.toThrow();
  s3.objects.delete(key);
  await expect(get(id)).rejects.toThrow("404");
  expect(await states(own.companyId)).toEqual(["failed"]);
});

it("says what failed when the bucket does not take it, and asks for patience when it does not give it", async () => {
  const own = await testCompany("broken");
  as(own);
  s3.broken.when = /^PUT/;
  const id = await request(own.companyId);
  await expect(makeCompanyExport(id, remote.actor, () => now)).rejects.toMatchObject({
    code: "TargetFailed",
  });
  expect(await states(own.companyId)).toEqual(["failed"]);
  expect([...s3.objects.keys()]).toEqual([]);
  s3.broken.when = null;
  await makeCompanyExport(id, remote.actor, () => now);
  expect(await states(own.companyId)).toEqual(["ready"]);
  s3.broken.when = /^GET/;
  expect((await get(id)).status).toBe(503);
  s3.broken.when = null;
  expect((await get(id)).status).toBe(200);
});

it("is removed from the bucket when it expires, and what others keep there is not", async () => {
  const own = await testCompany("expiring");
  as(own);
  const id = await make(own.companyId);
  const others = ["exports/another-installation/1.zip.sealed", "companies/x/y/tenant.db"];
  for (const key of others) s3.objects.set(key, Buffer.from("x"));
  expect(await removeExpiredExports(remote.actor, now)).toBe(0);
  expect(s3.objects.size).toBe(3);
  expect(await removeExpiredExports(remote.actor, new Date(now.getTime() + exportStaysMs + 1))).toBe(1);
  expect([...s3.objects.keys()]).toEqual(others);
  await expect(get(id)).rejects.toThrow("404");
});

it("goes with its company", async () => {
  const { companyId } = await testCompany("deleted");
  const id = await make(companyId);
  const order = { removalId: newId(), companyId, otherIds: [id] };
  await dropDatabases(await recordRemoval(order), order);
  expect([...s3.objects.keys()]).toEqual([]);
});
