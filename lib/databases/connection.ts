import { setTimeout as pause } from "node:timers/promises";
import type { Client } from "@libsql/client";
import { sqliteCode } from "./errors";
import type { ReplicaReads } from "./replicas/replica-reads";
import { WriteQueue } from "./write-queue";

/**
 * An open database: one client that reads and one that writes. They are two because a client with a transaction
 * open refuses other work, and because a reader opened read-only cannot write, whatever reaches it.
 */
export class Connection {
  readonly queue = new WriteQueue();
  #replica: ReplicaReads | null = null;

  constructor(
    readonly reader: Client,
    readonly writer: Client,
    private readonly onClose: () => void = () => {},
  ) {}

  /** What may answer reads in place of the reader; null where there is no replica. */
  get replica(): ReplicaReads | null {
    return this.#replica;
  }

  readAlsoFrom(replica: ReplicaReads): void {
    this.#replica = replica;
  }

  close(): void {
    this.reader.close();
    this.writer.close();
    this.#replica?.close();
    this.onClose();
  }
}

const busyRetries = 60;

/**
 * Runs `attempt`, again while another process holds SQLite's lock: the wait is ours, asynchronous and jittered,
 * since SQLite's own would stop the event loop. A client that met SQLITE_BUSY once keeps failing, so it reconnects.
 */
export async function retryWhileBusy<T>(writer: Client, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= busyRetries || !sqliteCode(error)?.startsWith("SQLITE_BUSY")) throw error;
      await writer.reconnect();
      await pause(5 + Math.random() * Math.min(100, 10 * (tries + 1)));
    }
  }
}
