// Asks a database that another process owns: an operator's statement may run for ever, and SQLite's calls are
// synchronous. Run by query-apart.ts, which ends this process when it waited long enough.
import { text } from "node:stream/consumers";
import { serialize } from "node:v8";
import { Worker } from "node:worker_threads";
import { createClient } from "@libsql/client";

const { url, key, statement, endsAfterMs, memoryBytes } = JSON.parse(await text(process.stdin));
// Should the owner be killed meanwhile, nobody else would end this; the statement leaves this thread no moment to.
new Worker(`setTimeout(() => process.kill(process.pid, "SIGKILL"), ${Number(endsAfterMs)})`, { eval: true });
const client = createClient({ url, concurrency: 1, timeout: 0, ...(key && { encryptionKey: key }) });
try {
  await client.execute(`PRAGMA hard_heap_limit = ${Number(memoryBytes)}`);
  const { columns, rows } = await client.execute(statement);
  const found = rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
  await new Promise((written) => void process.stdout.write(serialize(found), written));
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`, () => process.exit(1));
}
