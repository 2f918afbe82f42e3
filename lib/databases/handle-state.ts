import { drizzle } from "drizzle-orm/libsql";
import * as masterSchema from "@/drizzle/master/schema";
import * as tenantSchema from "@/drizzle/tenant/schema";
import type { MasterDb, TenantDb } from "./handles";
import { type OpenDatabase, readingClient } from "./open-database";
import type { TenantRef } from "./registry";

/** What stands behind a handle. `current` changes when a write finds that the database moved on. */
export interface HandleState {
  readonly kind: "master" | "tenant";
  current: OpenDatabase;
  /** The generation `current` is of; the master has none. */
  ref: (() => TenantRef) | null;
  /** Asks the registry again; the master never moves. */
  reopen: (() => Promise<OpenDatabase>) | null;
}

/** `Symbol.for`: a handle made by one copy of this module is written through by another. */
const stateKey = Symbol.for("medadmin.databases.handle");

export function masterHandle(current: OpenDatabase): MasterDb {
  const state: HandleState = { kind: "master", current, ref: null, reopen: null };
  const db = drizzle(
    readingClient(() => state.current),
    { schema: masterSchema },
  );
  return Object.assign(db, { [stateKey]: state }) as unknown as MasterDb;
}

export function tenantHandle(state: HandleState): TenantDb {
  const db = drizzle(
    readingClient(() => state.current),
    { schema: tenantSchema },
  );
  return Object.assign(db, { [stateKey]: state }) as unknown as TenantDb;
}

export function handleState(db: MasterDb | TenantDb): HandleState {
  const state = (db as { [stateKey]?: HandleState })[stateKey];
  if (!state) throw new TypeError("Not a handle of this engine.");
  return state;
}
