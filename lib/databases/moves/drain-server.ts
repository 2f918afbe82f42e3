import { and, asc, eq, notInArray } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabasePurpose } from "@/drizzle/master/schema/states";
import { engine } from "../engine";
import { engineErrorOf, isEngineError, messageWithoutData } from "../errors";
import type { Actor } from "../handles";
import { type PlacementWish, placeDatabase } from "../servers/placement";
import { unreachableServers } from "../servers/reachability";
import type { ServerLoad } from "../servers/server-loads";
import { type MovedDatabase, type MoveProgress, moveDatabase } from "./move-database";
import { serverOf, serverRow } from "./server-row";

export interface DrainOptions {
  readonly actor: Actor;
  readonly now: () => Date;
  /** What else is asked of the servers they go to: one of them, a region. */
  readonly wish?: Omit<PlacementWish, "except">;
  /** Somebody agreed that databases lose their encryption; else those go only where they keep it. */
  readonly acceptPlain?: boolean;
  /** Databases that are moved at the same time. */
  readonly concurrency?: number;
  /** Before the next database begins; those that have begun are taken back. */
  readonly signal?: AbortSignal;
  readonly onEach?: (result: DrainedDatabase, done: number, total: number) => void;
  readonly onProgress?: (databaseId: string, progress: MoveProgress) => void;
}

export interface DrainedDatabase {
  readonly databaseId: string;
  readonly companyId: string;
  readonly purpose: DatabasePurpose;
  /** Null when it stays where it is, for the reason in `error`. */
  readonly moved: MovedDatabase | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface DrainedServer {
  readonly databases: readonly DrainedDatabase[];
  /** So many are on it still. */
  readonly left: number;
}

/**
 * Moves every database of a server away, sandboxes too, each to where placement says. One that cannot be moved stays and
 * is named, and the others go on. Whoever asks again, after a crash or a failure, moves what is left.
 * @throws EngineError `NotSupported` when there is no such server
 */
export async function drainServer(serverId: string, options: DrainOptions): Promise<DrainedServer> {
  const { master } = engine();
  await serverRow(master, serverId);
  const waiting = await databasesOn(serverId);
  const total = waiting.length;
  const done: DrainedDatabase[] = [];
  const unreachable = total === 0 ? new Map<string, string>() : await unreachableServers(master);
  const placing = new OneByOne();
  const lane = async () => {
    for (let next = waiting.shift(); next && !options.signal?.aborted; next = waiting.shift()) {
      const result = await moveAway(next, serverId, unreachable, placing, options);
      done.push(result);
      options.onEach?.(result, done.length, total);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.concurrency ?? 2) }, lane));
  return { databases: done, left: (await databasesOn(serverId)).length };
}

/** A database has its place once its move has begun: the next one is placed after that, with it counted. */
class OneByOne {
  #last: Promise<void> = Promise.resolve();

  /** @returns ends the turn; again is fine */
  async turn(): Promise<() => void> {
    const before = this.#last;
    let end = () => {};
    this.#last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  }
}

type OnServer = Pick<DrainedDatabase, "databaseId" | "companyId" | "purpose"> & {
  readonly encrypted: boolean;
};

/** The company's own before its sandbox. */
async function databasesOn(serverId: string): Promise<OnServer[]> {
  const rows = await engine()
    .master.select()
    .from(tenantDatabases)
    .where(
      and(eq(tenantDatabases.serverId, serverId), notInArray(tenantDatabases.state, ["removed", "failed"])),
    )
    .orderBy(asc(tenantDatabases.companyId), asc(tenantDatabases.purpose));
  return rows.map(({ id, companyId, purpose, keyId }) => ({
    databaseId: id,
    companyId,
    purpose,
    encrypted: keyId !== null,
  }));
}

async function moveAway(
  { encrypted, ...database }: OnServer,
  serverId: string,
  unreachable: ReadonlyMap<string, string>,
  placing: OneByOne,
  options: DrainOptions,
): Promise<DrainedDatabase> {
  const { actor, now, acceptPlain = false, wish = {}, signal, onProgress } = options;
  const keepsEncryption = encrypted && !acceptPlain;
  const accepts = (server: ServerLoad) =>
    keepsEncryption && !encrypts(server)
      ? "would leave it without encryption of its own"
      : (wish.accepts?.(server) ?? true);
  try {
    for (let tries = 1; ; tries++) {
      const begun = await placing.turn();
      try {
        const to = await placeDatabase(engine().master, {
          unreachable,
          ...wish,
          except: [serverId],
          accepts,
        });
        const moved = await moveDatabase(database.databaseId, {
          toServerId: to.id,
          onPoint: (point) => (point === "begun" ? begun() : undefined),
          acceptPlain,
          actor,
          now,
          ...(signal && { signal }),
          ...(onProgress && { onProgress: (progress) => onProgress(database.databaseId, progress) }),
        });
        return { ...database, moved, error: null };
      } catch (error) {
        // Somebody else took the last place there meanwhile.
        if (tries === 3 || !isEngineError(error, "MoveRefused") || error.detail.why !== "full") throw error;
      } finally {
        begun();
      }
    }
  } catch (error) {
    const code = engineErrorOf(error)?.code ?? "unexpected";
    const message = messageWithoutData(error);
    return { ...database, moved: null, error: { code, message } };
  }
}

/** A kind that cannot be reached from here takes nothing anyway. */
function encrypts(server: ServerLoad): boolean {
  try {
    return serverOf(server).capabilities.encryption;
  } catch {
    return false;
  }
}
