import { eq, ne } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema/companies";
import { databaseServers, installation, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { type TenantRefRow, tenantRefColumns } from "../registry";
import { type DatabaseOnDisk, databasesOnDisk } from "./databases-on-disk";
import { findMoved } from "./find-moved";

/**
 * `newer`: the disk is ahead of the registry, and wins. `adopted`: the registry does not know it, but its company has
 * no other. `moved`: it keeps writers out, and people worked with it where a move was to go that the registry takes for
 * unfinished; that server wins. `interrupted`: a change died; the generation before it stays. `destroyed`: its key is, so the company was
 * deleted after the backup. `missing`: nothing opens in its place. `uncertain`: it keeps writers out and nothing newer
 * is here, so that it may live on another server now. The rest is only named: `company-unknown`, `second-database`,
 * `sandbox` (a copy, which never takes the place of the company's own), `unreadable`, `elsewhere` (on a server, not
 * looked at).
 */
export type RebuildKind =
  | "newer"
  | "adopted"
  | "moved"
  | "interrupted"
  | "destroyed"
  | "missing"
  | "uncertain"
  | "company-unknown"
  | "second-database"
  | "sandbox"
  | "unreadable"
  | "elsewhere";

export interface FoundDatabase {
  readonly generation: number;
  readonly epoch: number;
  readonly keyId: string | null;
  /** Name of the last migration. */
  readonly schema: string | null;
  /** Where it moved to; left out, it is a file here. */
  readonly server?: { readonly id: string; readonly name: string };
}

export interface RebuildItem {
  readonly kind: RebuildKind;
  readonly databaseId: string;
  readonly companyId: string | null;
  /** Slug; null when this master does not know the company. */
  readonly company: string | null;
  /** What the registry says; null when it knows nothing. */
  readonly registered: number | null;
  /** What the disk says, or the server it moved to; null when nothing could be opened. */
  readonly found: FoundDatabase | null;
}

export interface RebuildPlan {
  /** Since when nothing is removed; null when the registry is trusted already. */
  readonly blockedSince: number | null;
  /** Databases of which the registry says what the disk says. */
  readonly agreeing: number;
  readonly items: readonly RebuildItem[];
}

/**
 * Compares the registry with the databases themselves and says what a rebuild would do. Changes nothing.
 * @throws EngineError `NotSupported` without a data folder
 */
export async function planRebuild(onEach?: (done: number, total: number) => void): Promise<RebuildPlan> {
  const { master, folder } = engine();
  if (!folder)
    throw new EngineError(
      "NotSupported",
      'Without a data folder there are no files to rebuild from: restore the master where it is backed up; "tenants doctor" then compares each database with the registry.',
    );
  const [row] = await master.select({ at: installation.removalBlockedAt }).from(installation);
  const registered = await master
    .select({ ...tenantRefColumns, slug: companies.slug })
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .innerJoin(companies, eq(companies.id, tenantDatabases.companyId))
    .where(ne(tenantDatabases.state, "removed"));
  const disk = new Map((await databasesOnDisk(onEach)).map((each) => [each.databaseId, each]));
  const known = new Map(
    (await master.select({ id: companies.id, slug: companies.slug }).from(companies)).map((each) => [
      each.id,
      each.slug,
    ]),
  );
  const destroyed = new Set(
    (await engine().keyring.list()).flatMap(({ id, destroyedAt }) => (destroyedAt === null ? [] : [id])),
  );
  const items: RebuildItem[] = [];
  for (const database of registered) {
    const kind = kindOfRegistered(database, disk.get(database.databaseId), destroyed);
    if (!kind) continue;
    const item = itemOf(kind, database.databaseId, disk.get(database.databaseId), database, database.slug);
    // A source says that it moved before its move is switched, and only then.
    const saysMoved = kind === "uncertain" && (item.found?.epoch ?? 0) > database.epoch;
    const moved = saysMoved ? await findMoved(database) : null;
    items.push(moved ? { ...item, kind: "moved", found: moved } : item);
  }
  const agreeing = registered.length - items.length;
  const served = new Set(
    registered.flatMap(({ companyId, purpose }) => (purpose === "main" ? [companyId] : [])),
  );
  const rows = new Set(
    (await master.select({ id: tenantDatabases.id }).from(tenantDatabases)).map(({ id }) => id),
  );
  for (const found of disk.values()) {
    if (rows.has(found.databaseId)) continue;
    const companyId = found.current?.identity.companyId ?? null;
    const slug = companyId === null ? null : (known.get(companyId) ?? null);
    const kind = kindOfUnknown(found, slug !== null, served.has(companyId ?? ""));
    items.push(itemOf(kind, found.databaseId, found, null, slug));
  }
  return { blockedSince: row?.at ?? null, agreeing, items };
}

/** Null when there is nothing to say. */
function kindOfRegistered(
  row: TenantRefRow,
  found: DatabaseOnDisk | undefined,
  destroyed: ReadonlySet<string>,
): RebuildKind | null {
  if (row.serverKind !== "file") return "elsewhere";
  if (row.generation === 0 && !found) return null;
  if (row.keyId !== null && destroyed.has(row.keyId) && !found?.current) return "destroyed";
  if (!found?.current || found.current.identity.companyId !== row.companyId) return "missing";
  const { generation, identity, keyId } = found.current;
  if (generation < row.generation) return "missing";
  if (found.fenced) return "uncertain";
  if (found.unfinished) return "interrupted";
  const agrees = generation === row.generation && identity.epoch === row.epoch && keyId === row.keyId;
  return agrees ? null : "newer";
}

function kindOfUnknown(found: DatabaseOnDisk, isKnown: boolean, isServed: boolean): RebuildKind {
  if (!found.current) return "unreadable";
  if (!isKnown) return "company-unknown";
  if (found.current.isSandbox !== false) return found.current.isSandbox ? "sandbox" : "unreadable";
  if (isServed) return "second-database";
  return found.fenced ? "uncertain" : "adopted";
}

function itemOf(
  kind: RebuildKind,
  databaseId: string,
  found: DatabaseOnDisk | undefined,
  row: TenantRefRow | null,
  company: string | null,
): RebuildItem {
  const current = found?.current ?? null;
  return {
    kind,
    databaseId,
    companyId: row?.companyId ?? current?.identity.companyId ?? null,
    company,
    registered: row?.generation ?? null,
    found: current && {
      generation: current.generation,
      epoch: current.identity.epoch,
      keyId: current.keyId,
      schema: current.schema,
    },
  };
}
