import { and, eq, isNull } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabaseState } from "@/drizzle/master/schema/states";
import { engine } from "../engine";
import type { Actor } from "../handles";
import { write } from "../write";

/** So often the registry is told that somebody is still at it; four silences in a row mean that nobody is. */
const aliveMs = 20_000;
export const silentMs = 4 * aliveMs;

/** A row of the registry as whoever works on its database has left it. */
export interface Announced {
  readonly databaseId: string;
  readonly generation: number;
  readonly state: DatabaseState;
  readonly reason: string | null;
}

/** Tells the registry now and then that somebody is at it: hosts see of each other nothing else. */
export async function stayingAlive<T>(
  { databaseId, generation, state, reason }: Announced,
  actor: Actor,
  work: () => Promise<T>,
): Promise<T> {
  const { id } = tenantDatabases;
  const mine = and(
    eq(id, databaseId),
    eq(tenantDatabases.generation, generation),
    eq(tenantDatabases.state, state),
    // Whoever takes it back has written another one, and what they are at is not ours to keep alive.
    reason === null ? isNull(tenantDatabases.stateReason) : eq(tenantDatabases.stateReason, reason),
  );
  const tell = () =>
    write(engine().master, actor, (tx) =>
      tx.update(tenantDatabases).set({ stateReason: reason }).where(mine),
    ).catch(() => {});
  const timer = setInterval(() => void tell(), aliveMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
