export const companyStates = [
  "provisioning",
  "active",
  "read_only",
  "suspended",
  "closing",
  "closed",
] as const;
export type CompanyState = (typeof companyStates)[number];

export const subscriptionStates = ["trialing", "active", "past_due", "read_only", "cancelled"] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

export const databaseStates = [
  "provisioning",
  "ready",
  "migrating",
  "moving",
  "restoring",
  "quarantined",
  "failed",
  "removed",
] as const;
export type DatabaseState = (typeof databaseStates)[number];

export const serverKinds = ["file", "libsql-server", "turso"] as const;
export type ServerKind = (typeof serverKinds)[number];

export const roles = ["owner", "admin", "manager", "staff", "viewer"] as const;
export type Role = (typeof roles)[number];

export const billingCycles = ["month", "year"] as const;
export type BillingCycle = (typeof billingCycles)[number];

export const impersonationModes = ["read", "full"] as const;
export type ImpersonationMode = (typeof impersonationModes)[number];

/** How an impersonation came to its end. */
export const impersonationEnds = ["exit", "expired", "signed-out", "revoked"] as const;
export type ImpersonationEnd = (typeof impersonationEnds)[number];
