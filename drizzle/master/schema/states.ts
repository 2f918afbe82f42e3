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

export const databasePurposes = ["main", "sandbox"] as const;
export type DatabasePurpose = (typeof databasePurposes)[number];

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

/** `dead`: tried as often as it may be; somebody has to look. */
export const jobStates = ["waiting", "running", "done", "dead", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** `stopped`: before its end, by too many failures or by somebody; it can be resumed. */
export const migrationRunStates = ["running", "done", "stopped"] as const;
export type MigrationRunState = (typeof migrationRunStates)[number];

export const migrationResultStates = ["waiting", "running", "done", "current", "failed"] as const;
export type MigrationResultState = (typeof migrationResultStates)[number];

export const backupStates = ["making", "ready", "failed", "removed"] as const;
export type BackupState = (typeof backupStates)[number];

export const backupReasons = ["schedule", "asked", "before-restore", "before-removal"] as const;
export type BackupReason = (typeof backupReasons)[number];

/** Every how many hours a company may choose to be backed up; each divides the day. */
export const ownBackupHours = [1, 2, 3, 4, 6, 8, 12, 24] as const;
/** How many a company may choose to keep: a week of hours, a year of days, two years of weeks, ten years of months. */
export const mostKept = { hours: 168, days: 366, weeks: 104, months: 120 } as const;

export const exportStates = ["making", "ready", "failed", "expired"] as const;
export type ExportState = (typeof exportStates)[number];

export const moveSteps = [
  "begun",
  "fenced",
  "copied",
  "verified",
  "switched",
  "archived",
  "rolled-back",
] as const;
export type MoveStep = (typeof moveSteps)[number];
