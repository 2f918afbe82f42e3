import { Counter, Gauge, type Registry } from "prom-client";
import { openMaster } from "@/lib/databases";
import { engineFigures, newestMasterBackup } from "@/lib/databases/engine-figures";
import { fleetAges } from "@/lib/master/health/fleet-ages";
import { jobFigures } from "@/lib/master/jobs/job-figures";

type Figure = readonly [labels: Record<string, string>, value: number | null];

/** Sets what is known now; a figure that there is none of is left out. */
function gauge(registry: Registry, name: string, help: string, figures: readonly Figure[]): void {
  const labelNames = Object.keys(figures[0]?.[0] ?? {});
  const made = new Gauge({ name, help, labelNames, registers: [registry] });
  const known = figures.filter(([, value]) => value !== null);
  if (known.length === 0) registry.removeSingleMetric(name);
  for (const [labels, value] of known) made.set(labels, value ?? 0);
}

const seconds = (ms: number | null) => (ms === null ? null : ms / 1_000);

/** What the engine of this process has open and waiting at the moment. */
export function addEngineFigures(registry: Registry): void {
  const figures = engineFigures();
  if (!figures) return;
  const { cache, writesWaiting } = figures;
  gauge(registry, "medadmin_db_open", "Companies' databases that are open.", [[{}, cache.open]]);
  gauge(registry, "medadmin_db_in_use", "Open databases that something uses now.", [[{}, cache.inUse]]);
  gauge(registry, "medadmin_db_memory_bytes", "Estimated memory of open databases.", [
    [{}, cache.bytesEstimated],
  ]);
  const events = new Counter({
    name: "medadmin_db_cache_events_total",
    help: "Databases opened, closed and evicted since the start.",
    labelNames: ["event"],
    registers: [registry],
  });
  events.inc({ event: "opened" }, cache.opens);
  events.inc({ event: "closed" }, cache.closes);
  events.inc({ event: "evicted" }, cache.evictions);
  gauge(registry, "medadmin_db_write_queue_depth", "Writes that wait for their turn, by kind of database.", [
    [{ database: "master" }, writesWaiting.master],
    [{ database: "tenant" }, writesWaiting.tenant],
  ]);
}

/** What the master knows of the whole platform: the same from every host. */
export async function addPlatformFigures(registry: Registry, now: Date): Promise<void> {
  const figures = engineFigures();
  if (!figures) return;
  const master = await openMaster();
  const { byState, oldestDueMs } = await jobFigures(master, now);
  const ages = await fleetAges(master, figures.schemaVersion, now);
  const masterBackup = await newestMasterBackup();
  gauge(
    registry,
    "medadmin_jobs",
    "Jobs by state; dead ones wait for somebody to look.",
    Object.entries(byState).map(([state, total]) => [{ state }, total] as const),
  );
  gauge(registry, "medadmin_jobs_oldest_due_seconds", "How late the oldest job is that nobody has begun.", [
    [{}, seconds(oldestDueMs)],
  ]);
  gauge(registry, "medadmin_databases", "Companies' databases, at the newest schema or behind it.", [
    [{ schema: "current" }, ages.current],
    [{ schema: "behind" }, ages.behind],
  ]);
  gauge(registry, "medadmin_migration_age_seconds", "Since the newest migration of the fleet ended.", [
    [{}, seconds(ages.migrationAgeMs)],
  ]);
  gauge(
    registry,
    "medadmin_migration_failures",
    "Databases that failed in the newest migration of the fleet.",
    [[{}, ages.migrationFailures]],
  );
  gauge(
    registry,
    "medadmin_backup_age_seconds",
    "Since the newest backup; of companies, whose is the oldest.",
    [
      [{ of: "master" }, masterBackup === null ? null : Math.max(0, (now.getTime() - masterBackup) / 1_000)],
      [{ of: "companies" }, seconds(ages.backupAgeMs)],
    ],
  );
  gauge(
    registry,
    "medadmin_backup_drill_age_seconds",
    "Since a backup was restored and checked; the longest.",
    [[{}, seconds(ages.drillAgeMs)]],
  );
  gauge(registry, "medadmin_companies_without_backup", "Companies with a database and no backup of it.", [
    [{}, ages.withoutBackup],
  ]);
}
