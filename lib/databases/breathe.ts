import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { Client, Transaction } from "@libsql/client";
import { sayingNoSpace } from "./no-space";

/**
 * Milliseconds of the event loop that work on files takes at a time. A page asks a handful of small questions and never
 * gets there; an import of thousands of rows does.
 */
const sliceMs = 5;

/** On `globalThis`: the bundler gives routes and actions copies of this module, and there is one event loop. */
const key = Symbol.for("medadmin.databases.turn");
const holder = globalThis as { [key]?: number };

/**
 * A statement on a file runs in the middle of ours, and what follows it never leaves the microtasks: a transaction of
 * 5,000 inserts would be one turn of the event loop, and every other company would wait for its end. So whoever comes
 * when the turn has lasted long enough lets the others go first.
 */
async function breathe(): Promise<void> {
  const began = holder[key];
  if (began === undefined) {
    holder[key] = performance.now();
    setImmediate(() => {
      delete holder[key];
    });
  } else if (performance.now() - began >= sliceMs) await eventLoopTurn();
}

/** The same client of a file, which lets others have their turn between two statements, and says `NoSpace`. */
export function breathing(client: Client): Client {
  const { execute, batch, transaction } = client;
  return Object.assign(client, {
    execute: after(execute.bind(client)),
    batch: after(batch.bind(client)),
    transaction: async (...mode: Parameters<Client["transaction"]>) =>
      breathingTransaction(await after(transaction.bind(client))(...mode)),
  });
}

function breathingTransaction(tx: Transaction): Transaction {
  const { execute, batch, commit } = tx;
  return Object.assign(tx, {
    execute: after(execute.bind(tx)),
    batch: after(batch.bind(tx)),
    commit: after(commit.bind(tx)),
  });
}

function after<Args extends unknown[], T>(
  work: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  return async (...args) => {
    await breathe();
    return sayingNoSpace(() => work(...args));
  };
}
