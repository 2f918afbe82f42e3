/** What the rest of the house may use of the tenancy engine. */

export type { ApartClient } from "./apart/apart";
export { type AuditEntry, chainStart, eventHash, recordAudit } from "./audit";
export { type ChainBreak, type ChainHead, type ChainReport, verifyChain } from "./audit-chain";
export { type AuditEvent, newestSeq } from "./audit-events";
export { allEvents, type EventPage, pageOfEvents } from "./audit-page";
export { adoptBackups } from "./backups/adopt-backups";
export { backupMaster, type MasterBackup } from "./backups/backup-master";
export {
  type BackupPolicy,
  backupPolicy,
  isTimeAgain,
  type OwnBackupSchedule,
  ownByDefault,
} from "./backups/backup-policy";
export { type BackupOptions, backupTenant } from "./backups/backup-tenant";
export { type ChangedRecord, differenceSince, type TableDifference } from "./backups/difference";
export { drillRestore, type RestoreDrill } from "./backups/drill-restore";
export { findTenantBackup, type TenantBackup } from "./backups/find-tenant-backup";
export { forgetInterruptedBackups } from "./backups/forget-interrupted";
export { isUnchangedSince } from "./backups/is-unchanged-since";
export { removeBackup } from "./backups/remove-backup";
export { removeReplacedGenerations } from "./backups/remove-replaced-generations";
export { type RestoredMaster, restoreMaster } from "./backups/restore-master";
export { type BroughtBack, restoreRecords } from "./backups/restore-records";
export { type RestoredTenant, restoreTenant } from "./backups/restore-tenant";
export { askedForStaysMs, backupsToKeep } from "./backups/retention";
export { keepsBackups, keepsFiles } from "./backups/targets/configured-target";
export type { TenantManifest } from "./backups/tenant-manifest";
export { isEngineRunning } from "./engine";
export {
  EngineError,
  type EngineErrorCode,
  engineErrorOf,
  isEngineError,
  isPassing,
  messageWithoutData,
  sqliteCode,
} from "./errors";
export { type ExportedTenant, type ExportOptions, exportTenant } from "./exports/export-tenant";
export {
  forgetExport,
  keepExport,
  keepsExports,
  keptExportPath,
  openKeptExport,
  removeKeptExports,
} from "./exports/kept-exports";
export { type GenerationChange, type GenerationStep, nextGeneration } from "./generations/next-generation";
export type { Actor, MasterDb, MasterTx, TenantDb, TenantTx, WriteRestriction } from "./handles";
export { installationId } from "./installation";
export { examineMaster } from "./integrity/examine-master";
export { examineTenant } from "./integrity/examine-tenant";
export type { FindingCode, FindingDetail, IntegrityFinding, Remedy, Severity } from "./integrity/finding";
export type { Knowledge, Probe, Value } from "./integrity/knowledge";
export { listQuarantine, type QuarantinedGroup } from "./integrity/list-quarantine";
export { planRepair, type RepairPlan, type RepairStep } from "./integrity/plan-repair";
export { repairTenant, type TenantRepair } from "./integrity/repair-tenant";
export { type Surveyed, surveyRegistry } from "./integrity/survey";
export { type Undone, undoQuarantine } from "./integrity/undo-quarantine";
export { forgetFormerKeys } from "./keyring/forget-former-keys";
export { copiesHolding, forgetKeyringCopies, listKeyringCopiesHere } from "./keyring/keyring-copies";
export { type ListedKey, listKeys } from "./keyring/list-keys";
export { type ReplacedKey, replaceKey, settleKeys } from "./keyring/replace-key";
export {
  keyringKekId,
  nextKek,
  type Rewrapped,
  recordRewrapping,
  rewrapKeyring,
  wrapsKeyring,
} from "./keyring/rewrap-keyring";
export { kekIdOf } from "./keyring/wrapping";
export { openMaster } from "./master";
export {
  type FleetMigration,
  type MigrateFleetOptions,
  migrateFleet,
} from "./migrations/runs/migrate-fleet";
export {
  type FleetMigrationPreview,
  previewFleetMigration,
} from "./migrations/runs/preview-fleet-migration";
export type { DatabaseResult } from "./migrations/runs/result";
export { isAlive as isRunAlive } from "./migrations/runs/run-lease";
export { type RunOptions, runOptionsSchema } from "./migrations/runs/run-options";
export { keptStopReason, type StopReason } from "./migrations/runs/stop-reason";
export { stopMigrationRun } from "./migrations/runs/stop-run";
export { type ArchivedMoves, archiveMoves, sourceStaysMs } from "./moves/archive-moves";
export {
  type DrainedDatabase,
  type DrainedServer,
  type DrainOptions,
  drainServer,
} from "./moves/drain-server";
export {
  type MovedDatabase,
  type MoveOptions,
  type MoveProgress,
  moveDatabase,
} from "./moves/move-database";
export { isAlive as isMoveAlive, type Move } from "./moves/move-lease";
export type { MoveRefusal } from "./moves/move-refusal";
export { type MoveEnd, type MovePlan, planMove } from "./moves/plan-move";
export { takeBackMoves } from "./moves/take-back-move";
export { type UndoneMove, undoMove } from "./moves/undo-move";
export { sayingNoSpace } from "./no-space";
export { type Beginning, type ProvisionOptions, provision } from "./provisioning/provision";
export { registerDatabase } from "./provisioning/register";
export { type QueryLimits, queryApart } from "./queries/query-apart";
export { applyRebuild } from "./rebuild/apply-rebuild";
export {
  planRebuild,
  type RebuildItem,
  type RebuildKind,
  type RebuildPlan,
} from "./rebuild/plan-rebuild";
export type { Finding } from "./reconcile/finding";
export { reconcile } from "./reconcile/reconcile";
export { takeBackInterrupted } from "./reconcile/take-back";
export { finishAbandoned, finishUnfinished } from "./reconcile/unfinished";
export { isMain, isReadable, type TenantRef, tenantRefColumns, toTenantRef } from "./registry";
export {
  destroyKeys,
  dropDatabases,
  type RemovalOrder,
  recordRemoval,
  takeHashes,
} from "./removals/destroy-databases";
export { destroyRecordedKeys, listRemovalRecords } from "./removals/list-records";
export { assertRemovalAllowed } from "./removals/removal-blocked";
export { retireDatabases } from "./removals/retire-databases";
export type { Seen } from "./replicas/replica-reads";
export { neverWrote, writtenBy } from "./replicas/written-positions";
export { withoutTriggers } from "./sandboxes/begin-audit";
export { destroySandbox, isRetiredSandbox, retireSandbox } from "./sandboxes/discard-sandbox";
export { assertSandboxPossible, makeSandbox, type SandboxStep, sandboxSteps } from "./sandboxes/make-sandbox";
export { assertSandboxPlace, registerSandbox } from "./sandboxes/register-sandbox";
export type { ServerHealth } from "./servers/database-server";
export { type PlacementWish, placeDatabase, shareOf } from "./servers/placement";
export { proveServer } from "./servers/prove-server";
export { healthOf, unreachableServers } from "./servers/reachability";
export { type ServerLoad, type ServerRow, serverLoads, serverRefOf } from "./servers/server-loads";
export { type OnServer, whatIsOnServer } from "./servers/what-is-on-server";
export { type EngineOptions, startEngine, stopEngine } from "./start-engine";
export type { TemplateContent, TemplateSource } from "./template";
export { onPrimary, openSandbox, openTenant, openTenantAt } from "./tenant";
export { visitTenant } from "./visit-tenant";
export { write, writeApart } from "./write";
