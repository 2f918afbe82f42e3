import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  companies,
  companyRemovals,
  installation,
  auditEvents as platformEvents,
  tenantDatabases,
} from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import {
  backupMaster,
  type MasterDb,
  nextGeneration,
  openMaster,
  openTenant,
  surveyRegistry,
  write,
} from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { openUnpublished } from "@/lib/databases/open-file";
import { stopEngine } from "@/lib/databases/start-engine";
import { newId } from "@/lib/domain/id";
import { certificateHash, readCertificate } from "@/lib/master/removals/certificate";
import { latestRemoval } from "@/lib/master/removals/queries";
import { runChild } from "@/lib/testing/child";
import { testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { beginClosing, takeBack } from "./close-company";
import { removeCompany } from "./remove-company";
import { removeDueCompanies } from "./remove-due-companies";

const day = 86_400_000;
const now = new Date("2026-11-21T09:00:00Z");
const later = (days: number) => new Date(now.getTime() + days * day);
const reason = "The contract has ended";

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
});
afterAll(() => started.dispose());

const close = (companyId: string, at = now) => beginClosing(master, started.actor, { companyId, reason }, at);
const stateOf = async (companyId: string) => {
  const [row] = await master.select().from(companies).where(eq(companies.id, companyId));
  return row?.state;
};
const removalOf = async (companyId: string) => {
  const removal = await latestRemoval(master, companyId);
  if (!removal) throw new Error("Nobody asked for it.");
  return removal;
};
const block = (since: number | null) =>
  write(master, started.actor, (tx) => tx.update(installation).set({ removalBlockedAt: since }));

/** A closed file is written once more when its last descriptor goes, whenever that is; with an empty log it is not. */
async function emptyLogs({ databaseId, keyId }: { databaseId: string; keyId: string }): Promise<void> {
  await engine().cache.close();
  for (const generation of [1, 2]) {
    const path = join(started.dataDir, "tenants", `${databaseId}.${generation}.db`);
    const client = openUnpublished(path, await engine().keyring.reveal(keyId));
    await client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    client.close();
  }
}

/** Hashes of all files of companies while nothing is open, by name; without what SQLite keeps beside open ones. */
function files(dataDir = started.dataDir): Map<string, string> {
  const found = new Map<string, string>();
  for (const place of ["tenants", "backups", "exports"]) {
    if (!existsSync(join(dataDir, place))) continue;
    for (const entry of readdirSync(join(dataDir, place), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || /-(wal|shm)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      found.set(relative(dataDir, path), createHash("sha256").update(readFileSync(path)).digest("hex"));
    }
  }
  return found;
}

describe("closing a company", () => {
  it("keeps it whole for thirty days, tells both audits, and is done once", async () => {
    const { companyId, db } = await testCompany();
    expect(await close(companyId)).toMatchObject({ action: "company.closing-begun" });
    expect(await close(companyId)).toBeNull();
    expect(await stateOf(companyId)).toBe("closing");
    expect(await removalOf(companyId)).toMatchObject({
      reason,
      stateBefore: "active",
      dueAt: later(30).getTime(),
    });
    const own = await db.select().from(auditEvents).where(eq(auditEvents.action, "company.closing-begun"));
    expect(own).toHaveLength(1);
    expect(await removeDueCompanies(started.actor, later(29.9))).toEqual([]);
    expect(await (await openTenant(companyId)).select().from(auditEvents)).not.toEqual([]);
    await takeBack(master, started.actor, { companyId, by: "operator" }, later(1));
  });

  it("is taken back to what it was, and can be asked for again", async () => {
    const { companyId } = await testCompany();
    await write(master, started.actor, (tx) =>
      tx.update(companies).set({ state: "suspended" }).where(eq(companies.id, companyId)),
    );
    await close(companyId);
    const back = { companyId, by: "operator" } as const;
    expect(await takeBack(master, started.actor, back, later(2))).not.toBeNull();
    expect(await takeBack(master, started.actor, back, later(2))).toBeNull();
    expect(await stateOf(companyId)).toBe("suspended");
    expect(await removeDueCompanies(started.actor, later(40))).toEqual([]);
    await close(companyId, later(41));
    expect(await removalOf(companyId)).toMatchObject({ dueAt: later(71).getTime(), cancelledAt: null });
    await takeBack(master, started.actor, back, later(42));
  });

  it("cannot be taken back by an owner when an operator asked for it", async () => {
    const { companyId } = await testCompany();
    await close(companyId);
    const attempt = takeBack(master, started.actor, { companyId, by: "owner" }, now);
    await expect(attempt).rejects.toMatchObject({ code: "closedByOperator" });
    await takeBack(master, started.actor, { companyId, by: "operator" }, now);
  });

  it("is refused, as is every removal, while the master knows less than the disk", async () => {
    const { companyId } = await testCompany();
    await close(companyId);
    await block(5);
    await expect(close((await testCompany()).companyId)).rejects.toMatchObject({ code: "RemovalBlocked" });
    await expect(removeDueCompanies(started.actor, later(31))).rejects.toMatchObject({
      code: "RemovalBlocked",
      detail: { since: 5 },
    });
    await block(null);
    expect(await stateOf(companyId)).toBe("closing");
    await takeBack(master, started.actor, { companyId, by: "operator" }, now);
  });
});

describe("removing a company whose time is over", () => {
  it("destroys its key, removes every file of it, leaves a certificate, and touches nothing of another", async () => {
    const [gone, stays] = [await testCompany(), await testCompany()];
    const change = { actor: started.actor, state: "migrating", reason: "test" } as const;
    for (const { companyId } of [gone, stays]) {
      await nextGeneration(companyId, { ...change, transform: async () => {} });
    }
    const backupId = newId();
    for (const { databaseId } of [gone, stays]) {
      const folder = join(started.dataDir, "backups", "companies", databaseId, backupId);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "tenant.db"), databaseId);
    }
    const kept = await backupMaster(started.actor, later(20));
    await close(gone.companyId);
    for (const company of [gone, stays]) await emptyLogs(company);
    const before = files();
    const mine = [...before].filter(([name]) => name.includes(gone.databaseId));
    expect(mine.length).toBeGreaterThanOrEqual(3);

    const removed = await removeDueCompanies(started.actor, later(30));
    expect(removed).toEqual([{ companyId: gone.companyId, slug: expect.any(String), error: null }]);
    const after = files();
    for (const [name] of mine) before.delete(name);
    expect([...after.keys()]).toEqual([...before.keys()]);
    // Those of the tests before are written when the collector comes by.
    const others = (all: Map<string, string>) =>
      [...all].filter(([name]) => name.startsWith("backups") || name.includes(stays.databaseId));
    expect(others(after).length).toBeGreaterThanOrEqual(7);
    expect(others(after)).toEqual(others(before));

    const removal = await removalOf(gone.companyId);
    const certificate = readCertificate(removal.certificate ?? "");
    expect(certificate).toMatchObject({
      company: { id: gone.companyId },
      reason,
      databases: [gone.databaseId],
      keys: [{ id: gone.keyId, destroyedAt: removal.keyDestroyedAt }],
      removedAt: later(30).getTime(),
      lastKeyCopyExpiresAt: kept.master.createdAt + 30 * day,
    });
    const certified = certificate.files.filter(({ name }) => !/-(wal|shm)$/.test(name));
    expect(certified.map(({ name, sha256 }) => [name, sha256]).sort()).toEqual(mine.sort());
    await expect(engine().keyring.reveal(gone.keyId)).rejects.toMatchObject({ code: "KeyMissing" });
    await expect(openTenant(gone.companyId)).rejects.toMatchObject({ code: "UnknownDatabase" });
    expect(await stateOf(gone.companyId)).toBe("closed");
    expect(await (await openTenant(stays.companyId)).select().from(auditEvents)).toEqual([]);
    const [told] = await master
      .select()
      .from(platformEvents)
      .where(eq(platformEvents.action, "company.removed"));
    expect(JSON.parse(told?.changes ?? "")).toMatchObject({
      certificate: [null, certificateHash(removal.certificate ?? "")],
    });
    await expect(
      takeBack(master, started.actor, { companyId: gone.companyId, by: "operator" }, later(31)),
    ).rejects.toMatchObject({ code: "companyEdge" });
  });

  it("waits for a change of the database that is going on", async () => {
    const { companyId } = await testCompany();
    await close(companyId);
    let refused: unknown;
    await nextGeneration(companyId, {
      actor: started.actor,
      state: "migrating",
      reason: "test",
      transform: async () => {
        const { id } = await removalOf(companyId);
        refused = await removeCompany(master, started.actor, id, { now: later(30) }).catch((e) => e.code);
      },
    });
    expect(refused).toBe("Busy");
    expect(await stateOf(companyId)).toBe("closing");
    expect(await removeDueCompanies(started.actor, later(30))).toMatchObject([{ companyId, error: null }]);
  });
});

it("a removal that is killed at any step is finished by the next, with the same certificate", {
  timeout: 300_000,
}, async () => {
  const [gone, stays] = [await testCompany(), await testCompany()];
  await close(gone.companyId);
  const { id } = await removalOf(gone.companyId);
  const [row] = await master
    .select()
    .from(tenantDatabases)
    .where(eq(tenantDatabases.companyId, gone.companyId));
  await stopEngine();
  const file = join("tenants", `${row?.id}.1.db`);
  for (const step of ["begun", "key-destroyed", "hashed", "dropped"]) {
    const dataDir = `${started.dataDir}-${step}`;
    cpSync(started.dataDir, dataDir, { recursive: true });
    const hash = files(dataDir).get(file);
    const killed = await runChild("lib/journeys/remove-company.fixture.ts", [
      dataDir,
      id,
      String(later(30).getTime()),
      step,
    ]);
    expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
    await startTestEngine(dataDir);
    master = await openMaster();
    expect(existsSync(join(dataDir, file)), step).toBe(step !== "dropped");
    expect(await surveyRegistry()).toMatchObject([
      { companyId: gone.companyId, finding: { code: "removal.unfinished" } },
    ]);
    const back = { companyId: gone.companyId, by: "operator" } as const;
    await expect(takeBack(master, started.actor, back, later(30))).rejects.toMatchObject({
      code: "companyEdge",
    });
    expect(await removeDueCompanies(started.actor, later(31))).toMatchObject([{ error: null }]);
    expect(existsSync(join(dataDir, file))).toBe(false);
    const [removal] = await master.select().from(companyRemovals).where(eq(companyRemovals.id, id));
    const certificate = readCertificate(removal?.certificate ?? "");
    expect(certificate.files).toContainEqual(expect.objectContaining({ name: file, sha256: hash }));
    expect(certificate.keys).toMatchObject([{ id: gone.keyId, destroyedAt: removal?.keyDestroyedAt }]);
    await openTenant(stays.companyId);
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
