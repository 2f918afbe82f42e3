import type { plans } from "@/drizzle/master/schema";

/** How much a plan allows of each; null is without limit. */
export interface PlanLimits {
  readonly doctors: number | null;
  readonly users: number | null;
  readonly patients: number | null;
  readonly storageBytes: number | null;
}

type LimitColumns = Pick<
  typeof plans.$inferSelect,
  "maxDoctors" | "maxUsers" | "maxPatients" | "maxStorageBytes"
>;

/** Of a plan as it is offered, or of a subscription as it was agreed. */
export function limitsOf(terms: LimitColumns): PlanLimits {
  return {
    doctors: terms.maxDoctors,
    users: terms.maxUsers,
    patients: terms.maxPatients,
    storageBytes: terms.maxStorageBytes,
  };
}

/** What a company uses of what plans limit. */
export interface Usage {
  /** Active and inactive; archived ones are free. */
  readonly doctors: number;
  readonly users: number;
  readonly storageBytes: number;
}

export interface Excess {
  readonly resource: "doctors" | "users" | "storage";
  readonly limit: number;
  readonly used: number;
}

/** In what a company is larger than a plan. Exactly as large fits. */
export function excessOver(limits: PlanLimits, usage: Usage): Excess[] {
  const compared = [
    { resource: "doctors", limit: limits.doctors, used: usage.doctors },
    { resource: "users", limit: limits.users, used: usage.users },
    { resource: "storage", limit: limits.storageBytes, used: usage.storageBytes },
  ] as const;
  return compared.flatMap(({ resource, limit, used }) =>
    limit !== null && used > limit ? [{ resource, limit, used }] : [],
  );
}
