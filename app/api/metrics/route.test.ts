import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { companies, jobs } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { type MasterTx, write } from "@/lib/databases";
import { observeEngine } from "@/lib/databases/observer";
import { readEnv } from "@/lib/env";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { countDatabaseWork } from "@/lib/metrics/observe-engine";
import { metrics } from "@/lib/metrics/registry";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { GET } from "./route";

const token = "only-the-monitor-knows-this-one";
const config = vi.hoisted(() => ({ token: undefined as string | undefined }));
const logged = vi.hoisted(() => [] as Array<Record<string, unknown>>);
vi.mock("@/lib/env", async (real) => ({
  ...(await real<typeof import("@/lib/env")>()),
  env: () => readEnv({ LOG_LEVEL: "silent", ...(config.token && { METRICS_TOKEN: config.token }) }),
}));
vi.mock("@/lib/log", () => ({
  log: () => ({
    warn: (line: Record<string, unknown>) => logged.push(line),
    error: () => {},
    debug: () => {},
  }),
}));

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(async () => {
  observeEngine(null);
  await started.dispose();
});

const local = { host: "127.0.0.1:3000", "x-forwarded-for": "127.0.0.1" };
const remote = { host: "127.0.0.1:3000", "x-forwarded-for": "203.0.113.7" };
const ask = (headers: Record<string, string>) =>
  GET(new Request("http://127.0.0.1:3000/api/metrics", { headers }));
const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(started.engine.master, started.actor, work);

/** The value of a figure, by its name and labels as they are written. */
async function figure(line: string): Promise<number | null> {
  const text = await (await ask(local)).text();
  const found = text.split("\n").find((each) => each.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
}

describe("who may read the metrics", () => {
  it.each([
    ["nobody from elsewhere while there is no token", undefined, remote, 401],
    ["nobody who carries no token", token, remote, 401],
    ["nobody with another token", token, { ...remote, authorization: `Bearer ${token}x` }, 401],
    ["nobody who only says that they are local", token, { ...remote, "x-real-ip": "127.0.0.1" }, 401],
    ["nobody through a proxy of this machine", token, { ...local, host: "medadmin.example" }, 401],
    ["whoever carries the token", token, { ...remote, authorization: `Bearer ${token}` }, 200],
    ["whoever asks from this machine", undefined, local, 200],
    ["whoever asks from this machine, also when there is a token", token, local, 200],
  ])("%s", async (_, set, headers, status) => {
    config.token = set;
    const response = await ask(headers);
    expect(response.status).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    if (status === 401) expect(await response.text()).toBe('{"error":"unauthorized"}');
    else expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  });
});

describe("the metrics", () => {
  it("are in Prometheus's text format, each series with its type and once", async () => {
    const text = await (await ask(local)).text();
    const lines = text
      .trimEnd()
      .split("\n")
      .filter((line) => line !== "");
    const series = lines.filter((line) => !line.startsWith("#"));
    for (const line of series)
      expect(line).toMatch(
        /^[a-z_][a-z0-9_]*(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? -?[0-9+.eINnaf-]+$/i,
      );
    const types = lines.flatMap((line) => /^# TYPE (\S+) (\S+)$/.exec(line)?.[1] ?? []);
    expect(new Set(types).size).toBe(types.length);
    const named = series.map((line) => line.replace(/[{ ].*$/, "").replace(/_(bucket|sum|count)$/, ""));
    expect(named.filter((name) => !types.includes(name) && !types.includes(`${name}_count`))).toEqual([]);
    expect(new Set(series.map((line) => line.replace(/ \S+$/, ""))).size).toBe(series.length);
    for (const known of ["nodejs_eventloop_lag_seconds", "process_resident_memory_bytes", "medadmin_db_open"])
      expect(types).toContain(known);
    if (process.platform === "linux") expect(types).toContain("process_open_fds");
    expect(text.endsWith("\n")).toBe(true);
  });

  it("count reads, writes and waits by kind of database, and log what is slow by its name", async () => {
    countDatabaseWork(0.000001);
    const { companyId, db } = await testCompany("city-hospital");
    logged.length = 0;
    await Promise.all(
      ["a", "b"].map((name) =>
        write(db, started.actor, (tx) => tx.insert(counters).values({ name, value: 1 })),
      ),
    );
    await db.select().from(counters);
    countDatabaseWork(0);
    expect(await figure('medadmin_db_query_duration_seconds_count{database="tenant",server="file"}')).toBe(1);
    expect(await figure('medadmin_db_write_wait_seconds_count{database="tenant",server="file"}')).toBe(2);
    expect(
      await figure('medadmin_db_slow_queries_total{database="tenant",server="file",operation="write"}'),
    ).toBe(2);
    expect(logged.filter(({ database }) => database === "tenant")).toEqual([
      expect.objectContaining({ query: "insert counters" }),
      expect.objectContaining({ query: "insert counters" }),
      expect.objectContaining({ query: expect.stringMatching(/^select counters #/) }),
    ]);
    expect(JSON.stringify(logged)).not.toContain(companyId);
  });

  it("count what failed", async () => {
    countDatabaseWork(0);
    const failing = change(async () => {
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(
      await figure('medadmin_db_failures_total{database="master",server="file",operation="write"}'),
    ).toBe(1);
  });

  it("tell of jobs, backups and schemas, and of nothing that there is none of", async () => {
    await change(async (tx) => {
      await tx.delete(jobs);
      await enqueueJob(tx, { kind: "test.work", input: {} }, new Date(Date.now() - 60_000));
    });
    expect(await figure('medadmin_jobs{state="waiting"}')).toBe(1);
    expect(await figure('medadmin_jobs{state="dead"}')).toBe(0);
    expect(await figure("medadmin_jobs_oldest_due_seconds")).toBeGreaterThanOrEqual(60);
    expect(await figure('medadmin_databases{schema="current"}')).toBe(1);
    expect(await figure('medadmin_databases{schema="behind"}')).toBe(0);
    expect(await figure("medadmin_companies_without_backup")).toBe(1);
    expect(await figure('medadmin_backup_age_seconds{of="companies"}')).toBeNull();
    expect(await figure("medadmin_migration_age_seconds")).toBeNull();
  });

  it("name no company, no person and no address", async () => {
    const { companyId, databaseId } = await testCompany("secret-clinic");
    await change((tx) =>
      tx
        .update(companies)
        .set({ name: "Secret Clinic", email: "owner@secret.example" })
        .where(eq(companies.id, companyId)),
    );
    await change((tx) =>
      enqueueJob(
        tx,
        { kind: "test.work", companyId, input: { owner: "Aysel" }, uniqueKey: `k ${companyId}` },
        new Date(),
      ),
    );
    metrics().requests.inc({ route: "/doctors", method: "GET", status: "200" });
    const text = await (await ask(local)).text();
    for (const name of [companyId, databaseId, "secret", "Aysel", "@", started.dataDir])
      expect(text.toLowerCase()).not.toContain(name.toLowerCase());
    const labels = new Set([...text.matchAll(/[{,]([a-z_]+)="/g)].map((found) => found[1]));
    const ours = [
      "database",
      "event",
      "method",
      "of",
      "operation",
      "route",
      "schema",
      "server",
      "state",
      "status",
    ];
    const processes = ["kind", "le", "major", "minor", "patch", "quantile", "space", "type", "version"];
    expect([...labels].filter((label) => ![...ours, ...processes].includes(label ?? ""))).toEqual([]);
  });

  it("are there without the master's part when the engine is away", async () => {
    const { setEngine } = await import("@/lib/databases/engine");
    setEngine(null);
    const text = await (await ask(local)).text();
    setEngine(started.engine);
    expect(text).toContain("nodejs_eventloop_lag_seconds");
    expect(text).not.toContain("medadmin_jobs");
  });
});
