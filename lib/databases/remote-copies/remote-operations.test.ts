import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { tenantBackups, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { testCompany } from "@/lib/testing/company";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import { recordAudit } from "../audit";
import { backupTenant } from "../backups/backup-tenant";
import { differenceSince } from "../backups/difference";
import { drillRestore } from "../backups/drill-restore";
import { findTenantBackup } from "../backups/find-tenant-backup";
import { isUnchangedSince } from "../backups/is-unchanged-since";
import { restoreTenant } from "../backups/restore-tenant";
import { askedForStaysMs } from "../backups/retention";
import { FolderTarget } from "../backups/targets/folder";
import { engine } from "../engine";
import { exportTenant } from "../exports/export-tenant";
import { keepExport, keepsExports } from "../exports/kept-exports";
import { fence } from "../generations/fence";
import { goBack } from "../generations/go-back";
import { nextGeneration } from "../generations/next-generation";
import { silentMs } from "../generations/staying-alive";
import { migrateTest, newest, next, withNext } from "../migrations/fleet.fixture";
import { migrateByCopy } from "../migrations/migrate-by-copy";
import { takeBackElsewhere } from "../reconcile/take-back-elsewhere";
import { anyTenantRef, findTenantRow, toTenantRef } from "../registry";
import { dropDatabases, recordRemoval } from "../removals/destroy-databases";
import { openTenant } from "../tenant";
import { write } from "../write";
import { removeReplacedElsewhere } from "./remove-replaced";

let remote: Awaited<ReturnType<typeof testRemoteEngine>>;
let folder: string;
let target: FolderTarget;
const now = new Date("2026-11-21T12:00:00Z");

beforeAll(async () => {
  remote = await testRemoteEngine();
  folder = await mkdtemp(join(tmpdir(), "medadmin-remote-"));
  target = new FolderTarget(join(folder, "backups"));
}, 30_000);
afterAll(async () => {
  await remote.dispose();
  await rm(folder, { recursive: true });
});

const refOf = async (companyId: string) => toTenantRef(await findTenantRow(engine().master, companyId));
const readyRef = async (companyId: string) => anyTenantRef(await findTenantRow(engine().master, companyId));
const put = async (companyId: string, name: string) =>
  write(await openTenant(companyId), remote.actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
const names = async (companyId: string) =>
  (await (await openTenant(companyId)).select().from(counters)).map(({ name }) => name).sort();
const asked = () => ({ actor: remote.actor, now, target, reason: "asked" }) as const;

describe("the backup of a database on a libSQL server", () => {
  it("is consistent while it is written, encrypted, and restored as the next generation", async () => {
    const { companyId, databaseId } = await testCompany("backed-up");
    await put(companyId, "first");
    // Pairs of rows, each pair in a transaction: none may be torn.
    let done = false;
    const writing = (async () => {
      for (let i = 0; !done; i++) {
        await write(await openTenant(companyId), remote.actor, async (tx) => {
          await tx.insert(counters).values({ name: `a${i}`, value: 1 });
          await tx.insert(counters).values({ name: `z${i}`, value: 1 });
        });
      }
    })();
    const manifest = await backupTenant(companyId, asked());
    done = true;
    await writing;
    const backup = await findTenantBackup(companyId, manifest.id);
    expect(backup).toMatchObject({ state: "ready", keyId: databaseId, generation: 1 });
    expect(await drillRestore(backup, { ...asked() })).toMatchObject({ passed: true, error: null });
    const plain = createClient({
      url: `file:${join(folder, "backups", databaseId, manifest.id, "tenant.db")}`,
    });
    await expect(plain.execute("SELECT 1 FROM sqlite_master")).rejects.toThrow(/not a database/);
    plain.close();
    await put(companyId, "later");
    const differences = await differenceSince(backup, { target });
    expect(differences.find(({ table }) => table === "counters")?.added ?? 1).toBeGreaterThan(0);
    const restored = await restoreTenant(backup, { ...asked() });
    expect(restored).toMatchObject({ generation: 2, beforeId: expect.any(String) });
    const after = await names(companyId);
    expect(after).toContain("first");
    const pairs = (letter: string) => after.filter((name) => name.startsWith(letter)).map((n) => n.slice(1));
    expect(pairs("a")).toEqual(pairs("z"));
    expect(
      await engine()
        .server((await refOf(companyId)).server)
        .exists({ databaseId, generation: 1 }),
    ).toBe(true);
  }, 60_000);

  it("is known to be still all there is, until something is written", async () => {
    const { companyId } = await testCompany("unchanged");
    const manifest = await backupTenant(companyId, asked());
    const backup = await findTenantBackup(companyId, manifest.id);
    expect(await isUnchangedSince(backup, target)).toBe(true);
    const subject = { type: "company", id: companyId } as const;
    await write(await openTenant(companyId), remote.actor, (tx) =>
      recordAudit(tx, { action: "company.changed", subject }),
    );
    expect(await isUnchangedSince(backup, target)).toBe(false);
  });

  it("replaces a database that its server lost", async () => {
    const { companyId, databaseId } = await testCompany("lost");
    await put(companyId, "kept");
    const manifest = await backupTenant(companyId, asked());
    const ref = await refOf(companyId);
    await engine().cache.close();
    await engine().server(ref.server).drop(ref);
    const backup = await findTenantBackup(companyId, manifest.id);
    expect(await restoreTenant(backup, { ...asked() })).toMatchObject({ generation: 2, beforeId: null });
    expect(await names(companyId)).toContain("kept");
    const [row] = await engine()
      .master.select()
      .from(tenantDatabases)
      .where(eq(tenantDatabases.id, databaseId));
    expect(row).toMatchObject({ state: "ready", generation: 2 });
  });

  it("that cannot be kept anywhere is refused, and nothing is begun", async () => {
    const { companyId } = await testCompany("nowhere");
    const { target: _, ...nowhere } = asked();
    await expect(backupTenant(companyId, nowhere)).rejects.toMatchObject({
      code: "NotSupported",
      message: expect.stringContaining("BACKUP_S3_URL"),
    });
    expect(
      await engine().master.select().from(tenantBackups).where(eq(tenantBackups.companyId, companyId)),
    ).toEqual([]);
  });
});

describe("the export of a database on a libSQL server", () => {
  it("holds a plain file that anything opens", async () => {
    const { companyId } = await testCompany("exported");
    await put(companyId, "here");
    const path = join(folder, "export.zip");
    const company = { name: "Exported", slug: "exported" };
    const options = { id: "export-1", path, sealed: false, company, now };
    expect(await exportTenant(companyId, options)).toMatchObject({ schema: newest });
    expect(readdirSync(folder)).toContain("export.zip");
  });

  it("that could not wait anywhere is refused, and says what to set", async () => {
    expect(keepsExports()).toBe(false);
    const make = vi.fn();
    await expect(keepExport("export-2", make)).rejects.toMatchObject({
      code: "NotSupported",
      message: expect.stringContaining("BACKUP_S3_URL"),
    });
    expect(make).not.toHaveBeenCalled();
  });
});

describe("the next generation of a database on a libSQL server", () => {
  const change = { state: "migrating", reason: "test" } as const;

  it("is a changed copy of itself; who still has the former is told, and loses nothing", async () => {
    const { companyId } = await testCompany("next");
    await put(companyId, "before");
    const held = await openTenant(companyId);
    const made = await nextGeneration(companyId, {
      ...change,
      actor: remote.actor,
      transform: (copy) => copy.execute("UPDATE counters SET value = 7 WHERE name = 'before'"),
    });
    expect(made).toMatchObject({ generation: 2, epoch: 2 });
    await write(held, remote.actor, (tx) => tx.insert(counters).values({ name: "after", value: 1 }));
    expect(await names(companyId)).toEqual(expect.arrayContaining(["after", "before"]));
    const [row] = await (await openTenant(companyId))
      .select()
      .from(counters)
      .where(eq(counters.name, "before"));
    expect(row?.value).toBe(7);
  });

  it("is not made when the change fails, and the database is written on", async () => {
    const { companyId, databaseId } = await testCompany("failing");
    const transform = () => Promise.reject(new Error("no"));
    await expect(nextGeneration(companyId, { ...change, actor: remote.actor, transform })).rejects.toThrow(
      "no",
    );
    await put(companyId, "on");
    const ref = await refOf(companyId);
    expect(ref.generation).toBe(1);
    expect(await engine().server(ref.server).exists({ databaseId, generation: 2 })).toBe(false);
  });

  it("is taken back by another host once nobody has been at it for a while, and not before", async () => {
    const { companyId, databaseId } = await testCompany("died");
    await put(companyId, "before");
    const ref = await refOf(companyId);
    const place = engine().server(ref.server);
    // What a host leaves that dies after its copy was brought back.
    await write(engine().master, remote.actor, (tx) =>
      tx
        .update(tenantDatabases)
        .set({ state: "migrating", stateReason: "test" })
        .where(eq(tenantDatabases.id, databaseId)),
    );
    const connection = await place.open(ref, null);
    await fence(connection.writer);
    connection.close();
    await place.createEmpty({ ...ref, generation: 2 }, null);
    expect(await takeBackElsewhere(remote.actor, new Date())).toEqual([]);
    const later = new Date(Date.now() + silentMs + 1_000);
    expect(await takeBackElsewhere(remote.actor, later)).toMatchObject([
      { id: databaseId, measure: "recovered" },
    ]);
    await put(companyId, "after");
    expect(await place.exists({ ...ref, generation: 2 })).toBe(false);
  });

  it("is not published by a host that others took for dead", async () => {
    const { companyId, databaseId } = await testCompany("slow");
    const replaced = nextGeneration(companyId, {
      ...change,
      actor: remote.actor,
      transform: async () => {
        await goBack(await readyRef(companyId), remote.actor);
      },
    });
    await expect(replaced).rejects.toMatchObject({ code: "DatabaseUnavailable" });
    await put(companyId, "on");
    const [row] = await engine()
      .master.select()
      .from(tenantDatabases)
      .where(eq(tenantDatabases.id, databaseId));
    expect(row).toMatchObject({ generation: 1, state: "ready" });
  });

  it("that was replaced a month ago goes, and the one before it does not sooner", async () => {
    const { companyId, databaseId } = await testCompany("old");
    await nextGeneration(companyId, { ...change, actor: remote.actor, transform: async () => {} });
    const { server } = await refOf(companyId);
    const former = { databaseId, generation: 1 };
    await removeReplacedElsewhere(new Date(Date.now() + askedForStaysMs - 60_000));
    expect(await engine().server(server).exists(former)).toBe(true);
    await removeReplacedElsewhere(new Date(Date.now() + askedForStaysMs + 60_000));
    expect(await engine().server(server).exists(former)).toBe(false);
    await put(companyId, "on");
  });

  it("goes with all that were before it when the company is deleted, and so do its backups", async () => {
    const { companyId, databaseId } = await testCompany("deleted");
    await nextGeneration(companyId, { ...change, actor: remote.actor, transform: async () => {} });
    const { server } = await refOf(companyId);
    const order = { removalId: newId(), companyId, otherIds: [] };
    const record = await recordRemoval(order);
    // No key of its own is destroyed, so a backup that cannot be reached keeps the deletion from being done.
    await backupTenant(companyId, asked());
    await expect(dropDatabases(record, order)).rejects.toMatchObject({ code: "NotSupported" });
    await write(engine().master, remote.actor, (tx) =>
      tx
        .update(tenantBackups)
        .set({ state: "removed", removedAt: 1 })
        .where(eq(tenantBackups.companyId, companyId)),
    );
    await dropDatabases(record, order);
    for (const generation of [1, 2])
      expect(await engine().server(server).exists({ databaseId, generation })).toBe(false);
  });

  it("migrates by copy where that is wished, the former being the snapshot", async () => {
    const { companyId } = await testCompany("by-copy");
    Object.assign(engine(), { schemaRange: { oldest: newest, newest: next.name } });
    expect(await migrateByCopy(await refOf(companyId), withNext, remote.actor)).toMatchObject({
      to: next.name,
      generation: 2,
    });
    expect(await migrateTest(remote.actor, { companyIds: [companyId] })).toMatchObject({
      results: [{ state: "current" }],
    });
  });
});
