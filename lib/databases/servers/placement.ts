import { EngineError } from "../errors";
import type { MasterDb, MasterTx } from "../handles";
import { type ServerLoad, serverLoads } from "./server-loads";

/** What a new database, or one that moves, needs of the server it goes to. The engine knows no plans: callers do. */
export interface PlacementWish {
  /** Only there, also where it takes no new databases by itself: somebody names it. */
  readonly serverId?: string;
  /** Only on servers of this region. */
  readonly region?: string;
  /** Not there: where it comes from. */
  readonly except?: readonly string[];
  /** Whatever else the caller asks for: whether it may go there, or what is against it (`would leave it open`). */
  readonly accepts?: (server: ServerLoad) => boolean | string;
  /** Servers that were found not to work a moment ago, and why; see `unreachableServers`. */
  readonly unreachable?: ReadonlyMap<string, string>;
}

/** A server without a limit is taken for one of so many. */
const nominalCapacity = 1_000;

/**
 * Where a database goes: to the server of whose capacity the smallest share is used. Decided in the transaction that
 * registers it there, so that two who come at once never take one place.
 * @throws EngineError `NoPlace` naming what is against each server; nothing is written
 */
export async function placeDatabase(db: MasterTx | MasterDb, wish: PlacementWish = {}): Promise<ServerLoad> {
  const servers = await serverLoads(db);
  const against = new Map(servers.map((server) => [server.name, whyNot(server, wish)]));
  const [best] = servers
    .filter(({ name }) => against.get(name) === null)
    .sort((one, other) => shareOf(one) - shareOf(other));
  if (best) return best;
  const said = [...against].map(([name, why]) => `${name} ${why}`).join("; ");
  throw new EngineError(
    "NoPlace",
    `No database server can take another database: ${said || "none is registered"}.`,
    Object.fromEntries(against),
  );
}

export function shareOf({ databases, maxDatabases }: Pick<ServerLoad, "databases" | "maxDatabases">): number {
  return databases / Math.max(1, maxDatabases ?? nominalCapacity);
}

/** Null when it may go there. */
function whyNot(server: ServerLoad, wish: PlacementWish): string | null {
  const { id, acceptsNew, drainingAt, databases, maxDatabases, region } = server;
  if (wish.serverId !== undefined && id !== wish.serverId) return "was not asked for";
  if (wish.except?.includes(id)) return "is where it comes from";
  if (drainingAt !== null) return "is being emptied";
  if (!acceptsNew && wish.serverId === undefined) return "takes no new databases";
  if (maxDatabases !== null && databases >= maxDatabases) return `is full (${databases} of ${maxDatabases})`;
  if (wish.region !== undefined && region !== wish.region) return `is not in ${wish.region}`;
  const said = wish.accepts?.(server) ?? true;
  if (said !== true) return said === false ? "is not allowed for it" : said;
  return wish.unreachable?.get(id) ?? null;
}
