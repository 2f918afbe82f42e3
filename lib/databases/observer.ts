import type { ServerKind } from "@/drizzle/master/schema/states";

/** Which kind of database something happened to. Never which one: nothing here names a company. */
export interface ObservedDatabase {
  readonly database: "master" | "tenant";
  readonly server: ServerKind;
}

/** A read outside of a write transaction ended; opening the database is part of it when it was closed. */
export interface ObservedRead extends ObservedDatabase {
  /** With placeholders: values are not part of it. */
  readonly sql: string;
  readonly ms: number;
  readonly failed: boolean;
}

/** A write transaction ended, or was refused its turn. */
export interface ObservedWrite extends ObservedDatabase {
  /** What it ran until it ended, the first ones of many; with placeholders. */
  readonly statements: readonly string[];
  /** In the queue, before it began. */
  readonly waitedMs: number;
  /** From its turn to its commit. */
  readonly ms: number;
  readonly failed: boolean;
}

/**
 * Who wants to know what the engine does: metrics, a log of slow queries. Called after each query and each write, in
 * the way of whoever asked, so it must be quick; and it must not throw.
 */
export interface EngineObserver {
  readonly read: (event: ObservedRead) => void;
  readonly wrote: (event: ObservedWrite) => void;
  /** A read was for a replica: whether it answered, or left it to the primary. */
  readonly replicaRead?: (event: { readonly answered: boolean }) => void;
  /** A server's replica stopped answering, or answers again; told once each time. */
  readonly replica?: (event: {
    readonly serverId: string;
    readonly isUp: boolean;
    readonly why: string | null;
  }) => void;
}

/** On `globalThis`, because the bundler gives routes, actions and instrumentation copies of this module. */
const key = Symbol.for("medadmin.databases.observer");
const holder = globalThis as { [key]?: EngineObserver };

/** From now on `observer` is told; before that, and after null, nobody is and nothing is measured. */
export function observeEngine(observer: EngineObserver | null): void {
  if (observer) holder[key] = observer;
  else delete holder[key];
}

export const engineObserver = (): EngineObserver | undefined => holder[key];

/** Runs a read and tells the observer how long it took. */
export async function observedRead<T>(
  about: () => ObservedDatabase,
  sql: () => string,
  work: () => Promise<T>,
): Promise<T> {
  const observer = engineObserver();
  if (!observer) return work();
  const began = performance.now();
  const tell = (failed: boolean) =>
    observer.read({ ...about(), sql: sql(), ms: performance.now() - began, failed });
  try {
    const result = await work();
    tell(false);
    return result;
  } catch (error) {
    tell(true);
    throw error;
  }
}

/**
 * Runs a write and tells the observer how long it waited and took.
 * @param work calls `begin` when it is its turn, with what its statements are going to be listed in
 */
export async function observedWrite<T>(
  about: () => ObservedDatabase,
  work: (begin: (statements: readonly string[]) => void) => Promise<T>,
): Promise<T> {
  const observer = engineObserver();
  if (!observer) return work(() => {});
  const asked = performance.now();
  let began: number | null = null;
  let statements: readonly string[] = [];
  const tell = (failed: boolean) => {
    const ended = performance.now();
    const waitedMs = (began ?? ended) - asked;
    observer.wrote({ ...about(), statements, waitedMs, ms: ended - (began ?? ended), failed });
  };
  try {
    const result = await work((listed) => {
      began = performance.now();
      statements = listed;
    });
    tell(false);
    return result;
  } catch (error) {
    tell(true);
    throw error;
  }
}
