import type { Connection } from "./connection";
import { OpenDatabase } from "./open-database";

export interface CacheLimits {
  /** Databases held open at the same time; more are allowed only while all are in use. */
  readonly open: number;
}

/** Keeps databases open between requests, keyed by (uuid, generation), and closes the longest unused. */
export class OpenDatabaseCache {
  readonly #entries = new Map<string, OpenDatabase>();

  constructor(private readonly limits: CacheLimits = { open: 200 }) {}

  get openCount(): number {
    let count = 0;
    for (const entry of this.#entries.values()) if (entry.isOpen) count++;
    return count;
  }

  get(key: string, open: () => Promise<Connection>): OpenDatabase {
    const cached = this.#entries.get(key);
    if (cached) {
      // Reinserted, so that the map's order is the order of use.
      this.#entries.delete(key);
      this.#entries.set(key, cached);
      return cached;
    }
    const entry = new OpenDatabase(open);
    this.#entries.set(key, entry);
    this.#evict();
    return entry;
  }

  /** Forgets one database, or all; their handles open anew on the next use. */
  close(key?: string): void {
    const keys = key === undefined ? [...this.#entries.keys()] : [key];
    for (const each of keys) {
      this.#entries.get(each)?.close();
      this.#entries.delete(each);
    }
  }

  #evict(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= this.limits.open) return;
      if (entry.isOpen && !entry.isIdle) continue;
      entry.close();
      this.#entries.delete(key);
    }
  }
}
