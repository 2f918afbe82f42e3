import { performance } from "node:perf_hooks";
import { eq, sql } from "drizzle-orm";
import { counters } from "@/drizzle/tenant/schema";
import { openTenant, write } from "@/lib/databases";
import { factoriesOf, reachable, registerServers } from "@/lib/databases/moves/fleet.fixture";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { type BenchDatabase, makeFleet, operator } from "./fleet";
import { quantile } from "./load";
import { figuresOf } from "./process-figures";
import { filledContent, pageOfDoctors, withFilledEngine } from "./strain-fleet";

/** `BENCH_COMPANIES=50` tries it with fewer. */
const companies = Number(process.env.BENCH_COMPANIES ?? 500);
const pages = 2_000;
const parallel = 4;
const writes = 200;

/**
 * The same question and the same writes, of files and of a libSQL server of this machine: what several web hosts cost.
 * Engine and product query, without HTTP and rendering. Both processes share the cores, and loopback is no network.
 */
export async function benchServers(dataDir: string): Promise<string[]> {
  const sqld = await startSqld({ maxActiveNamespaces: 2_000 });
  const server = await reachable("second", sqld);
  try {
    return await withFilledEngine(
      dataDir,
      async () => {
        await registerServers([server]);
        const remote = {
          id: server.id,
          kind: "libsql-server",
          url: server.url,
          adminUrl: server.adminUrl,
        } as const;
        const files = await makeFleet(companies, true);
        const namespaces = await makeFleet(companies, false, remote);
        const lines: string[] = [];
        for (const count of new Set([1, 20, companies].filter((count) => count <= companies))) {
          lines.push(await inTurn("files", files.slice(0, count)));
          lines.push(await inTurn("libsql-server", namespaces.slice(0, count), sqld));
        }
        lines.push(await writing("files", files), await writing("libsql-server", namespaces));
        return lines;
      },
      await factoriesOf([server], filledContent),
    );
  } finally {
    await sqld.stop();
  }
}

async function inTurn(what: string, fleet: readonly BenchDatabase[], sqld?: Sqld): Promise<string> {
  const idOf = (page: number) => fleet[page % fleet.length]?.companyId ?? "";
  for (let page = 0; page < Math.max(200, fleet.length); page++) await pageOfDoctors(idOf(page));
  const cpu = () => [process.pid, ...(sqld ? [sqld.pid] : [])].map((pid) => figuresOf(pid).cpuMs);
  const times: number[] = [];
  const [before, startedAt] = [cpu(), performance.now()];
  let next = 0;
  const lane = async () => {
    while (next < pages) {
      const mine = next++;
      const begunAt = performance.now();
      await pageOfDoctors(idOf(mine));
      times.push(performance.now() - begunAt);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  const perSecond = (pages * 1000) / (performance.now() - startedAt);
  const each = cpu().map((total, index) => ((total - (before[index] ?? 0)) / pages).toFixed(2));
  const there = sqld && figuresOf(sqld.pid);
  return (
    `${what}, ${fleet.length} companies in turn: p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms, ` +
    `${perSecond.toFixed(0)}/s; CPU each ${each[0]} ms here${sqld ? `, ${each[1]} ms there` : ""}` +
    (there ? `; the server holds ${there.residentMb.toFixed(0)} MB and ${there.descriptors} descriptors` : "")
  );
}

/** So many people save at the same moment in one company. */
async function writing(what: string, [one]: readonly BenchDatabase[]): Promise<string> {
  const db = await openTenant(one?.companyId ?? "");
  const own = eq(counters.name, "bench");
  await write(db, operator, (tx) => tx.insert(counters).values({ name: "bench", value: 0 }));
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: writes }, () =>
      write(db, operator, (tx) =>
        tx
          .update(counters)
          .set({ value: sql`${counters.value} + 1` })
          .where(own),
      ),
    ),
  );
  const each = (performance.now() - startedAt) / writes;
  const [row] = await db.select().from(counters).where(own);
  return `${what}, ${writes} concurrent writes to one company: ${row?.value} kept, ${each.toFixed(2)} ms each`;
}
