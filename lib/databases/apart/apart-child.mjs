// Works on a database that nobody uses yet, or for the process that owns it: SQLite's calls are synchronous, and what
// is large takes seconds. Run by apart.ts, which sends one request after another.
import { setImmediate as turn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { createClient } from "@libsql/client";

// Should the owner be killed, a statement would go on writing to a file that somebody may be making anew; it leaves
// this thread no moment to notice.
new Worker(
  `const parent = ${process.ppid};
   setInterval(() => process.ppid === parent || process.kill(process.pid, "SIGKILL"), 100)`,
  { eval: true },
);

// A signal to the whole group, as Ctrl-C is one, is the owner's to answer: it lets what runs finish, then disconnects.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

let client = null;
let transaction = null;
let begun = 0;

/** Who kept a transaction for longer than it lasted must not reach the next one, which may be another company's. */
function running(of) {
  if (transaction === null || of !== begun) throw new Error("The transaction is closed.");
  return transaction;
}

function ending(of) {
  const ended = running(of);
  transaction = null;
  return ended;
}

const works = {
  open: ({ url, key }) => {
    client = createClient({ url, concurrency: 1, timeout: 0, ...(key && { encryptionKey: key }) });
  },
  // A connection keeps its descriptors until the statements it ran are collected and finalized.
  close: async () => {
    client?.close();
    client = transaction = null;
    globalThis.gc();
    await turn();
    await turn();
  },
  reconnect: () => client.reconnect(),
  begin: async () => {
    transaction = null;
    transaction = await client.transaction("write");
    return ++begun;
  },
  step: ({ of, statement }) => running(of).execute(statement).then(plain),
  steps: ({ of, statements }) =>
    running(of)
      .batch(statements)
      .then((results) => results.map(plain)),
  script: ({ of, script }) => running(of).executeMultiple(script),
  commit: ({ of }) => ending(of).commit(),
  // What SQLite has rolled back itself, as on a full disk, is no reason to hear anything but why.
  rollback: ({ of }) => {
    const ended = ending(of);
    return ended.closed ? ended.close() : ended.rollback();
  },
  execute: ({ statement }) => client.execute(statement).then(plain),
  migrate: ({ statements }) => client.migrate(statements).then((results) => results.map(plain)),
};

function plain({ columns, rows, rowsAffected, lastInsertRowid }) {
  return { columns, rows: rows.map((row) => columns.map((_, at) => row[at])), rowsAffected, lastInsertRowid };
}

process.on("message", async ({ work, ...input }) => {
  try {
    process.send({ value: await works[work](input) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.send({ failed: { message, code: error?.code, extendedCode: error?.extendedCode } });
  }
});
process.on("disconnect", () => {
  client?.close();
  process.exit(0);
});
