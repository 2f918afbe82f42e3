import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tenantBackups } from "@/drizzle/master/schema";
import { auditEvents, counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { engine } from "../../engine";
import { openTenant } from "../../tenant";
import { write } from "../../write";
import { backupTenant } from "../backup-tenant";
import { drillRestore } from "../drill-restore";
import { findTenantBackup } from "../find-tenant-backup";
import { isUnchangedSince } from "../is-unchanged-since";
import { removeBackup } from "../remove-backup";
import { restoreTenant } from "../restore-tenant";
import { ObjectStorageTarget } from "./object-storage";
import { s3Credentials, startS3 } from "./s3-server.fixture";

const now = new Date("2026-11-21T09:15:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
let s3: Awaited<ReturnType<typeof startS3>>;
let target: ObjectStorageTarget;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany();
  s3 = await startS3();
  target = new ObjectStorageTarget({ url: s3.url, ...s3Credentials });
});
afterEach(async () => {
  s3.stop();
  await started.dispose();
});

const backUp = () => backupTenant(company.companyId, { actor: started.actor, reason: "asked", now, target });
const found = () => findTenantBackup(company.companyId, "latest");
const set = (name: string) =>
  write(company.db, started.actor, (tx) => tx.insert(counters).values({ name, value: 1 }));

describe("backups in a bucket", () => {
  it("go there sealed, manifest last, and are restored, rehearsed, listed and removed from there", async () => {
    await set("before");
    const { id } = await backUp();
    const place = `companies/${company.databaseId}/${id}`;
    expect([...s3.objects.keys()]).toEqual([`${place}/tenant.db`, `${place}/manifest.json`]);
    expect(s3.objects.get(`${place}/tenant.db`)?.includes("SQLite format 3")).toBe(false);
    expect(await found()).toMatchObject({ id, target: "medadmin-backups", state: "ready" });
    expect(await target.list()).toEqual([{ databaseId: company.databaseId, id }]);
    expect(await isUnchangedSince(await found(), target)).toBe(true);
    expect(await drillRestore(await found(), { actor: started.actor, now, target })).toMatchObject({
      passed: true,
    });
    await set("after");
    await restoreTenant(await found(), { actor: started.actor, now, target });
    const db = await openTenant(company.companyId);
    expect((await db.select().from(auditEvents)).at(-1)).toMatchObject({ action: "company.restored" });
    const [old] = await engine().master.select().from(tenantBackups).where(eq(tenantBackups.id, id));
    await removeBackup(old?.id ?? "", { actor: started.actor, now, target });
    expect([...s3.objects.keys()].some((key) => key.includes(id))).toBe(false);
  });

  it("go in parts when they are large", async () => {
    await write(company.db, started.actor, (tx) =>
      tx.run(
        sql`INSERT INTO submissions (key, action, actor_id, result) VALUES ('k', 'a', 'x', hex(zeroblob(3000000)))`,
      ),
    );
    target = new ObjectStorageTarget({ url: s3.url, ...s3Credentials }, 5 * 1024 * 1024);
    await backUp();
    expect(s3.requests.filter((line) => line.includes("partNumber=")).length).toBeGreaterThan(1);
    await restoreTenant(await found(), { actor: started.actor, now, target });
    const [row] = await (await openTenant(company.companyId)).all<{ n: number }>(
      sql`SELECT length(result) AS n FROM submissions`,
    );
    expect(row?.n).toBe(6_000_000);
  });

  it("are not there when the upload failed on the way, and the company is told to be without one", async () => {
    s3.broken.when = /^PUT .*manifest/;
    await expect(backUp()).rejects.toMatchObject({
      code: "TargetFailed",
      detail: { target: "medadmin-backups" },
    });
    expect([...s3.objects.keys()]).toEqual([]);
    await expect(found()).rejects.toMatchObject({ code: "BadBackup" });
  });

  it("that cannot be reached say so, and a rehearsal does not blame the backup for it", async () => {
    await backUp();
    const wrong = new ObjectStorageTarget({ ...s3Credentials, url: s3.url, secretAccessKey: "another" });
    const drill = drillRestore(await found(), { actor: started.actor, now, target: wrong });
    await expect(drill).rejects.toMatchObject({ code: "TargetFailed" });
    expect(await found()).toMatchObject({ state: "ready" });
    s3.objects.clear();
    const gone = restoreTenant(await found(), { actor: started.actor, now, target });
    await expect(gone).rejects.toMatchObject({ code: "BadBackup" });
  });
});
