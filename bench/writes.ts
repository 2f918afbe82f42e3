import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { sql } from "drizzle-orm";
import { counters } from "@/drizzle/tenant/schema";
import { write } from "@/lib/databases";
import { testTenant } from "@/lib/testing";

const writes = 200;

/** Two hundred people save at the same moment in one company. */
export async function benchWrites(): Promise<string[]> {
  const { db, actor, dispose } = await testTenant();
  await write(db, actor, (tx) => tx.insert(counters).values({ name: "n", value: 0 }));
  const lag = monitorEventLoopDelay({ resolution: 1 });
  lag.enable();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: writes }, () =>
      write(db, actor, (tx) => tx.update(counters).set({ value: sql`${counters.value} + 1` })),
    ),
  );
  const took = performance.now() - startedAt;
  await new Promise((resolve) => setTimeout(resolve, 5));
  lag.disable();
  const [row] = await db.select().from(counters);
  dispose();
  return [
    `${writes} concurrent writes: ${row?.value} kept, ${(took / writes).toFixed(2)} ms each, ` +
      `event loop never away longer than ${(lag.max / 1e6).toFixed(1)} ms`,
  ];
}
