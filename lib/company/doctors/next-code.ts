import { sql } from "drizzle-orm";
import { counters } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";

/** Takes the next `D-000001`. Nothing ever gives one back, so no code names two doctors. */
export async function nextDoctorCode(tx: TenantTx): Promise<string> {
  const [counter] = await tx
    .insert(counters)
    .values({ name: "doctor", value: 1 })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value });
  if (!counter) throw new Error("The counter returned nothing.");
  return `D-${String(counter.value).padStart(6, "0")}`;
}
