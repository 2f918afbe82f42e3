/** What the rest of the house may use of the tenancy engine. */
export { type AuditEntry, chainStart, eventHash, recordAudit } from "./audit";
export { type ChainBreak, type ChainHead, type ChainReport, verifyChain } from "./audit-chain";
export { type AuditEvent, newestSeq } from "./audit-events";
export { allEvents, type EventPage, pageOfEvents } from "./audit-page";
export { backupMaster, type MasterBackup } from "./backups/backup-master";
export { type RestoredMaster, restoreMaster } from "./backups/restore-master";
export { isEngineRunning } from "./engine";
export {
  EngineError,
  type EngineErrorCode,
  engineErrorOf,
  isEngineError,
  isPassing,
  sqliteCode,
} from "./errors";
export { type GenerationChange, nextGeneration } from "./generations/next-generation";
export type { Actor, MasterDb, MasterTx, TenantDb, TenantTx, WriteRestriction } from "./handles";
export { examineMaster } from "./integrity/examine-master";
export { examineTenant } from "./integrity/examine-tenant";
export type { FindingCode, IntegrityFinding, Remedy, Severity } from "./integrity/finding";
export type { Knowledge, Probe, Value } from "./integrity/knowledge";
export { planRepair, type RepairPlan, type RepairStep } from "./integrity/plan-repair";
export { repairTenant, type TenantRepair } from "./integrity/repair-tenant";
export { type Surveyed, surveyRegistry } from "./integrity/survey";
export { type Undone, undoQuarantine } from "./integrity/undo-quarantine";
export { openMaster } from "./master";
export {
  type MigrateTenantsOptions,
  type MigrationResult,
  migrateTenants,
} from "./migrations/migrate-tenants";
export { type Beginning, type ProvisionOptions, provision } from "./provisioning/provision";
export { registerDatabase } from "./provisioning/register";
export { type QueryLimits, queryApart } from "./queries/query-apart";
export type { Finding } from "./reconcile/finding";
export { reconcile } from "./reconcile/reconcile";
export { finishUnfinished } from "./reconcile/unfinished";
export { type TenantRef, tenantRefColumns, toTenantRef } from "./registry";
export { type EngineOptions, startEngine, stopEngine } from "./start-engine";
export type { TemplateContent, TemplateSource } from "./template";
export { openTenant, openTenantAt } from "./tenant";
export { visitTenant } from "./visit-tenant";
export { write } from "./write";
