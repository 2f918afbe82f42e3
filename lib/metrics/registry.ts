import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const key = Symbol.for("medadmin.metrics");
const holder = globalThis as { [key]?: ReturnType<typeof build> };

/** Where everything is counted: once per process, whichever copy of this module asks. */
export function metrics() {
  holder[key] ??= build();
  return holder[key];
}

/** In seconds: from what a file answers in to what a person gives up at. */
const quick = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const requests = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ofDatabases = ["database", "server"] as const;

function build() {
  const registry = new Registry();
  // Descriptors, event-loop lag, memory, garbage collection: under the names that everybody's dashboards know.
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "medadmin_http_requests_total",
      help: "Requests answered, by class of route, method and status.",
      labelNames: ["route", "method", "status"] as const,
      registers,
    }),
    requestSeconds: new Histogram({
      name: "medadmin_http_request_duration_seconds",
      help: "From the request's headers to the end of the answer, by class of route.",
      labelNames: ["route"] as const,
      buckets: requests,
      registers,
    }),
    readSeconds: new Histogram({
      name: "medadmin_db_query_duration_seconds",
      help: "Reads outside of write transactions, by kind of database and server.",
      labelNames: ofDatabases,
      buckets: quick,
      registers,
    }),
    writeSeconds: new Histogram({
      name: "medadmin_db_write_duration_seconds",
      help: "Write transactions from their turn to their commit, by kind of database and server.",
      labelNames: ofDatabases,
      buckets: quick,
      registers,
    }),
    writeWaitSeconds: new Histogram({
      name: "medadmin_db_write_wait_seconds",
      help: "How long writes waited for their turn, by kind of database and server.",
      labelNames: ofDatabases,
      buckets: quick,
      registers,
    }),
    failures: new Counter({
      name: "medadmin_db_failures_total",
      help: "Reads and writes that failed or were refused, by kind of database and server.",
      labelNames: [...ofDatabases, "operation"] as const,
      registers,
    }),
    replicaReads: new Counter({
      name: "medadmin_replica_reads_total",
      help: "Reads that a replica might have answered, by who did.",
      labelNames: ["by"] as const,
      registers,
    }),
    replicaUp: new Gauge({
      name: "medadmin_replica_up",
      help: "Whether a server's replica answers; there from the first time that one did not.",
      labelNames: ["server"] as const,
      registers,
    }),
    slow: new Counter({
      name: "medadmin_db_slow_queries_total",
      help: "Queries and writes that took long enough for the log of slow queries.",
      labelNames: [...ofDatabases, "operation"] as const,
      registers,
    }),
  };
}
