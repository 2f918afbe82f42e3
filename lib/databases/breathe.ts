import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { Client, Transaction } from "@libsql/client";
import { sayingNoSpace } from "./no-space";

/** Milliseconds for which work on files keeps the event loop to itself at a time. */
const sliceMs = 5;
/** The same for a company that has had more than its share: an import, an export, a report. */
const busySliceMs = 1;
/** The share of the time that a company may have all the while, and how many milliseconds more it may save up. */
const share = 0.2;
const savedMs = 10;

/** What happens between two rounds of the event loop. */
interface Turn {
  readonly began: number;
}

/** On `globalThis`: the bundler gives routes and actions copies of this module, and there is one event loop. */
const key = Symbol.for("medadmin.databases.turn");
const holder = globalThis as { [key]?: Turn };

function currentTurn(now: number): Turn {
  const known = holder[key];
  if (known) return known;
  const turn = { began: now };
  holder[key] = turn;
  setImmediate(() => {
    delete holder[key];
  });
  return turn;
}

/**
 * A statement on a file runs in the middle of ours, and what follows it never leaves the microtasks: a transaction of
 * 5,000 inserts would be one turn of the event loop, and every other company would wait for its end. So whoever comes
 * when the turn has lasted long enough lets the others go first, and earlier who has had much: then what one company
 * works through costs the page of another one millisecond, while that page itself waits for nobody.
 */
class Toll {
  #used = 0;
  #at = 0;
  #last: { readonly turn: Turn; readonly ended: number } | null = null;

  /** Before a statement. */
  async pay(): Promise<void> {
    const now = performance.now();
    const turn = currentTurn(now);
    // What was done with the last answer in the same breath counts as well: hashing, writing lines.
    const since = this.#last?.turn === turn ? now - this.#last.ended : 0;
    this.#used = Math.max(0, this.#used + since - (now - this.#at) * share);
    this.#at = now;
    const slice = this.#used > savedMs ? busySliceMs : sliceMs;
    if (now - turn.began >= slice) await eventLoopTurn();
  }

  /** After it. @param began when it began */
  note(began: number): void {
    const ended = performance.now();
    this.#used += ended - began;
    this.#last = { turn: currentTurn(ended), ended };
  }
}

/** The same client of a file, which lets others have their turn between two statements, and says `NoSpace`. */
export function breathing(client: Client): Client {
  const toll = new Toll();
  const after = payingTo(toll);
  const { execute, batch, transaction } = client;
  return Object.assign(client, {
    execute: after(execute.bind(client)),
    batch: after(batch.bind(client)),
    transaction: async (...mode: Parameters<Client["transaction"]>) =>
      breathingTransaction(await after(transaction.bind(client))(...mode), after),
  });
}

function breathingTransaction(tx: Transaction, after: ReturnType<typeof payingTo>): Transaction {
  const { execute, batch, commit, rollback } = tx;
  return Object.assign(tx, {
    execute: after(execute.bind(tx)),
    batch: after(batch.bind(tx)),
    commit: after(commit.bind(tx)),
    // What SQLite has rolled back itself, as on a full disk, is no reason to hear anything but why.
    rollback: async () => (tx.closed ? tx.close() : rollback.call(tx)),
  });
}

const payingTo =
  (toll: Toll) =>
  <Args extends unknown[], T>(work: (...args: Args) => Promise<T>) =>
  async (...args: Args): Promise<T> => {
    await toll.pay();
    const began = performance.now();
    try {
      return await sayingNoSpace(() => work(...args));
    } finally {
      toll.note(began);
    }
  };
