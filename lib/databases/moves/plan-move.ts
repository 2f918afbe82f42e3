import type { DatabasePurpose, ServerKind } from "@/drizzle/master/schema/states";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { isChanging } from "../generations/next-generation";
import { openToPeek } from "../migrations/peek";
import { registryRow } from "../provisioning/saga";
import { anyTenantRef } from "../registry";
import { healthOf } from "../servers/reachability";
import type { ServerLoad, ServerRow } from "../servers/server-loads";
import { movableTables } from "./movable-tables";
import { changingElsewhere, refuseMove } from "./move-refusal";
import { serverOf, serverRow } from "./server-row";

export interface MoveEnd {
  readonly serverId: string;
  readonly name: string;
  readonly kind: ServerKind;
  /** Whether the database has a key of its own there. */
  readonly encrypted: boolean;
}

/** What a move would do, before anything is done. */
export interface MovePlan {
  readonly databaseId: string;
  readonly companyId: string;
  readonly purpose: DatabasePurpose;
  readonly from: MoveEnd;
  readonly to: MoveEnd;
  /** On the server it is on; null when that does not tell. */
  readonly bytes: number | null;
  /** The largest first. */
  readonly tables: ReadonlyArray<{ readonly name: string; readonly rows: number }>;
  readonly rows: number;
  /** It is encrypted and would not be any more: somebody has to agree. */
  readonly losesEncryption: boolean;
}

/**
 * Looks at both ends, and changes nothing.
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable`, `MoveRefused`, `ServerFailed` and what opening throws
 */
export async function planMove(databaseId: string, toServerId: string): Promise<MovePlan> {
  const { master } = engine();
  const row = await registryRow(databaseId);
  const ref = anyTenantRef(row);
  if (row.state === "moving") throw refuseMove("moving", "This database is being moved already.");
  if (isChanging(databaseId) || row.state === "migrating" || row.state === "restoring")
    throw changingElsewhere();
  if (row.state !== "ready") {
    throw new EngineError("DatabaseUnavailable", `The company's database is ${row.state}.`, {
      databaseId,
      state: row.state,
    });
  }
  const [from, to] = [await serverRow(master, row.serverId), await serverRow(master, toServerId)];
  assertTakes(to, row.serverId);
  await assertHealthy(to);
  const tables = await openToPeek(ref, async (client) => {
    const found: { name: string; rows: number }[] = [];
    for (const { name, quoted } of await movableTables(client)) {
      const counted = await client.execute(`SELECT count(*) AS n FROM ${quoted}`);
      found.push({ name, rows: Number(counted.rows[0]?.n) });
    }
    return found.sort((one, other) => other.rows - one.rows);
  });
  const encrypts = serverOf(to).capabilities.encryption;
  return {
    databaseId,
    companyId: row.companyId,
    purpose: row.purpose,
    from: endOf(from, row.keyId !== null),
    to: endOf(to, encrypts),
    bytes: await serverOf(from).size(ref),
    tables,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    losesEncryption: row.keyId !== null && !encrypts,
  };
}

const endOf = ({ id, name, kind }: ServerRow, encrypted: boolean): MoveEnd => ({
  serverId: id,
  name,
  kind,
  encrypted,
});

/** @throws EngineError `MoveRefused` when the server is not to get this database */
export function assertTakes(to: ServerLoad, fromServerId: string): void {
  const { id, name, drainingAt, maxDatabases, databases } = to;
  if (id === fromServerId) throw refuseMove("same-server", `The database is on ${name} already.`);
  if (drainingAt !== null) {
    throw refuseMove("draining", `${name} is being emptied: choose another server.`, { server: name });
  }
  if (maxDatabases === null || databases < maxDatabases) return;
  throw refuseMove(
    "full",
    `${name} holds ${databases} databases, as many as it is to: choose another server.`,
    { server: name, databases },
  );
}

async function assertHealthy(to: ServerRow): Promise<void> {
  const { problem } = await healthOf(to);
  if (problem) {
    throw new EngineError(problem.code, `${to.name}: ${problem.message}`, { server: to.name });
  }
}
