import type { LibSQLDatabase } from "drizzle-orm/libsql";
import type * as masterSchema from "@/drizzle/master/schema";
import type * as tenantSchema from "@/drizzle/tenant/schema";

/** Holds on who writes and on the handle that is written through, each by itself. */
export interface WriteRestriction {
  readonly readOnly: boolean;
  /** Nothing is written from then on; ms UTC. */
  readonly until: number;
}

/** Who does it, for the audit. `id` is null when no person does: an operator's command, a job. */
export interface Actor {
  readonly id: string | null;
  readonly name: string;
  /** The platform admin behind the actor, while impersonating. */
  readonly impersonator?: { readonly id: string; readonly name: string };
  /** What they may still write, whatever the code in between believes; `write()` enforces it. */
  readonly restriction?: WriteRestriction;
  readonly address: string | null;
  readonly requestId: string | null;
}

type Reads = "select" | "selectDistinct" | "query" | "$count" | "with" | "$with" | "all" | "get" | "values";
type Writes = Reads | "insert" | "update" | "delete" | "run";

declare const kind: unique symbol;

/** The master database, for reading. Written through `write()`. */
export type MasterDb = Pick<LibSQLDatabase<typeof masterSchema>, Reads> & { readonly [kind]: "MasterDb" };

/** One company's database, for reading. The connection itself refuses writes; those go through `write()`. */
export type TenantDb = Pick<LibSQLDatabase<typeof tenantSchema>, Reads> & { readonly [kind]: "TenantDb" };

/** A running write transaction on the master database. */
export type MasterTx = Pick<LibSQLDatabase<typeof masterSchema>, Writes> & {
  readonly [kind]: "MasterTx";
  readonly actor: Actor;
};

/** A running write transaction on one company's database. */
export type TenantTx = Pick<LibSQLDatabase<typeof tenantSchema>, Writes> & {
  readonly [kind]: "TenantTx";
  readonly actor: Actor;
};
