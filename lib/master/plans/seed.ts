import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";

const gigabyte = 1024 ** 3;

/** The plans the product starts with. Prices in qəpik; null is "without limit". */
export const firstPlans: readonly (typeof plans.$inferInsert)[] = [
  {
    id: "basic",
    name: "Basic",
    position: 1,
    monthlyPrice: 49_00,
    yearlyPrice: 490_00,
    maxDoctors: 100,
    maxUsers: 5,
    maxPatients: 2_000,
    maxStorageBytes: gigabyte,
    backupSchedule: "daily-7",
  },
  {
    id: "professional",
    name: "Professional",
    position: 2,
    monthlyPrice: 149_00,
    yearlyPrice: 1_490_00,
    maxDoctors: 2_000,
    maxUsers: 50,
    maxPatients: 100_000,
    maxStorageBytes: 5 * gigabyte,
    backupSchedule: "hourly-30",
    hasSandbox: true,
    hasApi: true,
    isRecommended: true,
  },
  {
    id: "enterprise",
    name: "Enterprise",
    position: 3,
    monthlyPrice: 399_00,
    yearlyPrice: 3_990_00,
    maxStorageBytes: 50 * gigabyte,
    backupSchedule: "own",
    hasSandbox: true,
    hasApi: true,
    hasServerChoice: true,
  },
];

/** Adds those of the first plans that are missing; what a master admin changed stays as it is. */
export async function seedPlans(tx: MasterTx): Promise<void> {
  await tx
    .insert(plans)
    .values([...firstPlans])
    .onConflictDoNothing();
}
