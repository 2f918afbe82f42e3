import { sql } from "drizzle-orm";
import { counters } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";

/** Takes the next `D-000001`. Nothing ever gives one back, so no code names two doctors. */
export async function nextDoctorCode(tx: TenantTx): Promise<string> {
  const [code = ""] = await nextDoctorCodes(tx, 1);
  return code;
}

/** Takes so many codes at once, in their order. */
export async function nextDoctorCodes(tx: TenantTx, count: number): Promise<string[]> {
  const [counter] = await tx
    .insert(counters)
    .values({ name: "doctor", value: count })
    .onConflictDoUpdate({ target: counters.name, set: { value: sql`${counters.value} + ${count}` } })
    .returning({ value: counters.value });
  if (!counter) throw new Error("The counter returned nothing.");
  const first = counter.value - count + 1;
  return Array.from({ length: count }, (_, index) => `D-${String(first + index).padStart(6, "0")}`);
}
