/** For `node --import`: counts what a server asks its databases; on SIGUSR2 writes the count to BENCH_QUERIES_FILE. */
import { renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

let queries = 0;
// The bundle may hold either of the package's two builds.
const builds = [
  await import("@libsql/client/sqlite3"),
  createRequire(import.meta.url)("@libsql/client/sqlite3"),
];
for (const { Sqlite3Client } of new Set(builds)) {
  const { execute, batch } = Sqlite3Client.prototype;
  Sqlite3Client.prototype.execute = function counted(...args) {
    queries++;
    return execute.apply(this, args);
  };
  Sqlite3Client.prototype.batch = function counted(statements, ...rest) {
    queries += statements.length;
    return batch.call(this, statements, ...rest);
  };
}

process.on("SIGUSR2", () => {
  const file = process.env.BENCH_QUERIES_FILE ?? "";
  writeFileSync(`${file}.draft`, String(queries));
  renameSync(`${file}.draft`, file);
});
