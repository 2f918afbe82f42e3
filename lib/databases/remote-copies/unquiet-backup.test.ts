import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { databaseServers } from "@/drizzle/master/schema";
import { regions, submissions } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { emptyContent, testEngine } from "@/lib/testing/engine";
import { startTursoApi, type TursoApi } from "@/lib/testing/turso-api";
import { backupTenant } from "../backups/backup-tenant";
import { findTenantBackup } from "../backups/find-tenant-backup";
import { restoreTenant } from "../backups/restore-tenant";
import { FolderTarget } from "../backups/targets/folder";
import { tursoAt } from "../servers/turso.fixture";
import { localServerId } from "../start-engine";
import { tenantTemplate } from "../template";
import { openTenant } from "../tenant";
import { write } from "../write";

let api: TursoApi;
let running: Awaited<ReturnType<typeof testEngine>>;
let folder: string;
let target: FolderTarget;

beforeAll(async () => {
  api = await startTursoApi();
  const template = tenantTemplate(emptyContent);
  running = await testEngine({ servers: { turso: () => tursoAt(api, { template }) } });
  await write(running.engine.master, running.actor, async (tx) => {
    await tx.update(databaseServers).set({ acceptsNew: false }).where(eq(databaseServers.id, localServerId));
    await tx
      .insert(databaseServers)
      .values({ id: "cloud", kind: "turso", name: "Cloud", url: api.url, groupName: "default" });
  });
  folder = await mkdtemp(join(tmpdir(), "medadmin-unquiet-"));
  target = new FolderTarget(folder);
});
afterAll(async () => {
  await running.dispose();
  await api.stop();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  api.organization.beforeRead = null;
  api.organization.endsReads = false;
});

const options = () =>
  ({ actor: running.actor, now: new Date("2026-11-21T12:00:00Z"), target, reason: "asked" }) as const;

/** A row in each of two tables, in one transaction. */
const put = async (companyId: string, id: string) =>
  write(await openTenant(companyId), running.actor, async (tx) => {
    const folded = { nameFolded: id, searchFolded: id, nameSort: id };
    await tx.insert(regions).values({ id, code: id, name: id, ...folded, origin: "company" });
    await tx.insert(submissions).values({ key: id, action: "test", actorId: "test", result: "{}" });
  });

/** Writes when the copying has read one of the two tables and comes to the other. */
function writeMeanwhile(companyId: string, times: number) {
  let writes = 0;
  let isWriting = false;
  api.organization.endsReads = true;
  api.organization.beforeRead = async (body) => {
    const isPage = body.includes("group_concat") && body.includes('\\"submissions\\"');
    if (!isPage || isWriting || writes === times) return;
    isWriting = true;
    writes++;
    await put(companyId, `meanwhile-${writes}`);
    isWriting = false;
  };
  return () => writes;
}

describe("a backup from a server that keeps no transaction open between two requests", () => {
  it("is of one moment, though it was written while it was made", async () => {
    const { companyId } = await testCompany("unquiet");
    await put(companyId, "before");
    const written = writeMeanwhile(companyId, 1);
    const { id } = await backupTenant(companyId, options());
    expect(written()).toBe(1);
    api.organization.endsReads = false;
    await put(companyId, "after");
    await restoreTenant(await findTenantBackup(companyId, id), options());
    const db = await openTenant(companyId);
    const names = (await db.select().from(regions)).map(({ name }) => name);
    const keys = (await db.select().from(submissions)).map(({ key }) => key);
    expect(keys.sort()).toEqual(["before", "meanwhile-1"]);
    expect(names.sort()).toEqual(keys);
  });

  it("is not made while there is no quiet moment, and nothing of it is kept", async () => {
    const { companyId, databaseId } = await testCompany("never-quiet");
    await put(companyId, "before");
    const written = writeMeanwhile(companyId, Number.POSITIVE_INFINITY);
    await expect(backupTenant(companyId, options())).rejects.toMatchObject({ code: "Busy" });
    expect(written()).toBeGreaterThanOrEqual(3);
    expect(await readdir(folder)).not.toContain(databaseId);
    expect(await (await openTenant(companyId)).$count(submissions)).toBe(written() + 1);
  });
});
