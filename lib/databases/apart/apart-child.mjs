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

let client = null;
let transaction = null;
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
    transaction = await client.transaction("write");
  },
  step: ({ statement }) => transaction.execute(statement).then(plain),
  steps: ({ statements }) => transaction.batch(statements).then((results) => results.map(plain)),
  script: ({ script }) => transaction.executeMultiple(script),
  commit: () => transaction.commit(),
  rollback: () => transaction.rollback(),
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
    const code = [error?.extendedCode, error?.code].find((each) => typeof each === "string") ?? null;
    process.send({ failed: { message: error instanceof Error ? error.message : String(error), code } });
  }
});
process.on("disconnect", () => {
  client?.close();
  process.exit(0);
});
