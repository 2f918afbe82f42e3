import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { collectStatements } from "./collect-statements";
import type { Connection } from "./connection";
import { OpenDatabase } from "./open-database";

export interface CacheLimits {
  /** Databases held open at the same time; more are allowed only while all are in use. */
  readonly open: number;
  /** Estimated bytes held by open databases; more are allowed only while all are in use. */
  readonly bytes: number;
}

/** Measured: an open database takes 5 descriptors, and up to 4.5 MB once it has read and written a lot. */
export const defaultCacheLimits: CacheLimits = { open: 200, bytes: 512 * 1024 * 1024 };

/** Measured per opened file, before anything is read: two clients, their schema, the shared memory. */
const bytesOpen = 280 * 1024;
/** SQLite's default page cache, filled by a scan; the connection that reads and the one that writes have their own. */
const bytesPerConnection = 2 * 1024 * 1024;
const connections = 2;
/** An HTTP client and its buffers. */
const bytesRemote = 64 * 1024;

/** What is collected is finalized in one turn (measured, 0.5 ms for each closed file, 17 ms for 32), so it is soon. */
const closesPerCollection = 2;
/** But not at once again: a collection takes a millisecond or two, which a walk over all companies would pay each time. */
const betweenCollectionsMs = 50;
/** Then their descriptors are too many, however soon it is. */
const mostUncollected = 32;

/** What the metrics show; counters count since the process began. */
export interface CacheFigures {
  readonly open: number;
  readonly inUse: number;
  readonly bytesEstimated: number;
  readonly opens: number;
  readonly closes: number;
  readonly evictions: number;
}

/**
 * Keeps databases open between requests, keyed by (uuid, generation), and closes the longest unused. A closed one
 * stays known, at some hundred bytes: whoever holds it opens it again through here, so that a database never has
 * two write queues.
 */
export class OpenDatabaseCache {
  readonly #known = new Map<string, OpenDatabase>();
  /** In order of use, the longest unused first. */
  readonly #open = new Set<OpenDatabase>();
  #opens = 0;
  #closes = 0;
  #evictions = 0;
  /** More is open than should be, since all of it was in use. */
  #overfull = false;
  #nextTurn: Promise<void> = Promise.resolve();
  #uncollected = 0;
  #collectedAt = 0;
  #collection: NodeJS.Immediate | null = null;

  constructor(private readonly limits: CacheLimits = defaultCacheLimits) {}

  get openCount(): number {
    return this.#open.size;
  }

  get figures(): CacheFigures {
    let inUse = 0;
    for (const database of this.#open) if (!database.isIdle) inUse++;
    return {
      open: this.#open.size,
      inUse,
      bytesEstimated: this.#bytes(),
      opens: this.#opens,
      closes: this.#closes,
      evictions: this.#evictions,
    };
  }

  /** Over all open databases. */
  get writesWaiting(): number {
    let waiting = 0;
    for (const database of this.#open) waiting += database.writesWaiting;
    return waiting;
  }

  get(key: string, open: () => Promise<Connection>): OpenDatabase {
    const known = this.#known.get(key) ?? new OpenDatabase(() => this.#paced(open), this.#observer);
    this.#known.set(key, known);
    return known;
  }

  /**
   * Forgets the databases whose keys begin like this, or all; their handles open anew on the next use.
   * @returns resolves when they are closed: at once, or after the uses that have begun
   */
  async close(beginning?: string): Promise<void> {
    const closing =
      beginning === undefined ? new Set([...this.#known.values(), ...this.#open]) : this.#forget(beginning);
    if (beginning === undefined) this.#known.clear();
    await Promise.all([...closing].map((database) => database.close()));
  }

  #forget(beginning: string): OpenDatabase[] {
    const named = [...this.#known].filter(([key]) => key.startsWith(beginning));
    for (const [key] of named) this.#known.delete(key);
    return named.map(([, database]) => database);
  }

  readonly #observer = {
    opened: (database: OpenDatabase) => {
      this.#opens++;
      this.#open.add(database);
      this.#evict();
    },
    used: (database: OpenDatabase) => {
      if (this.#open.delete(database)) this.#open.add(database);
    },
    grew: () => this.#evict(),
    rested: () => {
      if (this.#overfull) this.#evict();
    },
    closed: (database: OpenDatabase) => {
      this.#closes++;
      this.#uncollected++;
      this.#collectSoon();
      if (!database.isOpen) this.#open.delete(database);
    },
  };

  /**
   * One opening per turn of the event loop. Work on files never leaves the microtasks, so that a loop over all
   * companies would let nobody else in, and closed databases would keep their descriptors: those need a turn too.
   */
  async #paced(open: () => Promise<Connection>): Promise<Connection> {
    const turn = this.#nextTurn;
    this.#nextTurn = turn.then(() => eventLoopTurn());
    await turn;
    return open();
  }

  /** In a turn of its own, once for all that close in this one. */
  #collectSoon(): void {
    const isTime = performance.now() - this.#collectedAt >= betweenCollectionsMs;
    if (this.#uncollected < (isTime ? closesPerCollection : mostUncollected)) return;
    this.#collection ??= setImmediate(() => {
      this.#collection = null;
      this.#uncollected = 0;
      this.#collectedAt = performance.now();
      collectStatements();
    });
  }

  #evict(): void {
    let bytes = this.#bytes();
    const tooMuch = () => this.#open.size > this.limits.open || bytes > this.limits.bytes;
    for (const database of this.#open) {
      if (!tooMuch()) break;
      if (!database.isIdle) continue;
      bytes -= estimate(database);
      this.#evictions++;
      void database.close();
    }
    this.#overfull = tooMuch();
  }

  #bytes(): number {
    let bytes = 0;
    for (const database of this.#open) bytes += estimate(database);
    return bytes;
  }
}

function estimate(database: OpenDatabase): number {
  if (database.isRemote) return bytesRemote;
  return bytesOpen + bytesPerConnection * Math.min(connections, database.mostUsers);
}
