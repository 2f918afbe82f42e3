import type { Connection } from "./connection";

/** What whoever counts open databases wants to know of each. */
export interface OpenDatabaseObserver {
  opened(database: OpenDatabase): void;
  used(database: OpenDatabase): void;
  /** More uses overlap than ever did: one more of its connections begins to fill its page cache. */
  grew(database: OpenDatabase): void;
  /** Nobody uses it at the moment. */
  rested(database: OpenDatabase): void;
  closed(database: OpenDatabase): void;
}

/** One opening, from the first use that asked for it until the connection is closed. */
interface Opening {
  readonly connection: Promise<Connection>;
  settled: Connection | null;
  users: number;
  /** Set by `close()`; the last user closes the connection and calls it. */
  closing: (() => void) | null;
}

/**
 * A database that may be used again and again while its descriptors come and go: the cache closes what nobody used
 * for a while, the next use opens it again. Handles hold this, never a connection.
 */
export class OpenDatabase {
  #opening: Opening | null = null;
  #mostUsers = 0;

  /** @param open opens and verifies; what it throws reaches whoever asked, and the next use tries again */
  constructor(
    private readonly open: () => Promise<Connection>,
    private readonly observer?: OpenDatabaseObserver,
  ) {}

  get isOpen(): boolean {
    return this.#opening?.settled != null;
  }

  /** Idle means that it may be closed without anybody noticing. */
  get isIdle(): boolean {
    return this.#opening?.users === 0;
  }

  /** Most uses that overlapped since it was opened: so many of its connections, at least, have filled their caches. */
  get mostUsers(): number {
    return this.#mostUsers;
  }

  /** Writes that wait for their turn. */
  get writesWaiting(): number {
    return this.#opening?.settled?.queue.depth ?? 0;
  }

  /** The pages of a remote database are cached where it is. */
  get isRemote(): boolean {
    const connection = this.#opening?.settled;
    return connection != null && connection.reader.protocol !== "file";
  }

  /** Opens if need be. Until `work` has settled nobody closes the connection under it; afterwards anybody may. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const opening = this.#opening ?? this.#begin();
    opening.users++;
    try {
      const connection = await opening.connection;
      this.observer?.used(this);
      this.#count(opening.users);
      return await work(connection);
    } finally {
      opening.users--;
      if (opening.users === 0) this.#rest(opening);
    }
  }

  /** Closes at once, or after the uses that have begun; a use that begins meanwhile opens anew. */
  close(): Promise<void> {
    const opening = this.#opening;
    if (!opening) return Promise.resolve();
    this.#opening = null;
    return new Promise((resolve) => {
      opening.closing = resolve;
      if (opening.users === 0) this.#end(opening);
    });
  }

  #count(users: number): void {
    if (users <= this.#mostUsers) return;
    this.#mostUsers = users;
    this.observer?.grew(this);
  }

  #begin(): Opening {
    const opening: Opening = { connection: this.open(), settled: null, users: 0, closing: null };
    this.#opening = opening;
    this.#mostUsers = 0;
    opening.connection.then(
      (connection) => {
        opening.settled = connection;
        this.observer?.opened(this);
      },
      () => {
        if (this.#opening === opening) this.#opening = null;
      },
    );
    return opening;
  }

  #rest(opening: Opening): void {
    if (opening.closing) this.#end(opening);
    else if (opening.settled) this.observer?.rested(this);
  }

  #end(opening: Opening): void {
    if (opening.settled) {
      opening.settled.close();
      this.observer?.closed(this);
    }
    opening.closing?.();
  }
}
