import { observeEngine } from "@/lib/databases/observer";
import { log } from "@/lib/log";
import { queryName, writeName } from "./query-name";
import { metrics } from "./registry";

/**
 * Counts what the engine does from now on, and logs what is slow by its name.
 * @param slowMs from how many milliseconds on a query is slow; 0 logs none
 */
export function countDatabaseWork(slowMs: number): void {
  const { readSeconds, writeSeconds, writeWaitSeconds, failures, slow, replicaReads, replicaUp } = metrics();
  const isSlow = (ms: number) => slowMs > 0 && ms >= slowMs;
  observeEngine({
    read: ({ database, server, sql, ms, failed }) => {
      readSeconds.observe({ database, server }, ms / 1_000);
      if (failed) failures.inc({ database, server, operation: "read" });
      if (!isSlow(ms)) return;
      slow.inc({ database, server, operation: "read" });
      log().warn({ query: queryName(sql), database, server, ms: Math.round(ms) }, "A query was slow.");
    },
    wrote: ({ database, server, statements, waitedMs, ms, failed }) => {
      writeSeconds.observe({ database, server }, ms / 1_000);
      writeWaitSeconds.observe({ database, server }, waitedMs / 1_000);
      if (failed) failures.inc({ database, server, operation: "write" });
      if (!isSlow(ms)) return;
      slow.inc({ database, server, operation: "write" });
      const query = writeName(statements);
      log().warn(
        { query, database, server, ms: Math.round(ms), waitedMs: Math.round(waitedMs) },
        "A write was slow.",
      );
    },
    replicaRead: ({ answered }) => replicaReads.inc({ by: answered ? "replica" : "primary" }),
    replica: ({ serverId: server, isUp, why }) => {
      replicaUp.set({ server }, isUp ? 1 : 0);
      if (isUp) log().info({ server }, "The replica of a database server answers again.");
      else log().warn({ server, why }, "The replica of a database server does not answer; its primary does.");
    },
  });
}
