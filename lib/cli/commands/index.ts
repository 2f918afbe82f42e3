import type { Command } from "../command";
import { auditVerify } from "./audit-verify";
import { demo } from "./demo";
import { jobsCancel } from "./jobs-cancel";
import { jobsList } from "./jobs-list";
import { jobsRetry } from "./jobs-retry";
import { jobsRun } from "./jobs-run";
import { keysList } from "./keys-list";
import { keysMake } from "./keys-make";
import { keysRotate } from "./keys-rotate";
import { masterBackup } from "./master-backup";
import { masterRestore } from "./master-restore";
import { migrate } from "./migrate";
import { registryRebuild } from "./registry-rebuild";
import { serversAdd } from "./servers-add";
import { serversChange } from "./servers-change";
import { serversDrain } from "./servers-drain";
import { serversKey } from "./servers-key";
import { serversList } from "./servers-list";
import { serversRemove } from "./servers-remove";
import { serversRevokeTokens } from "./servers-revoke-tokens";
import { setup } from "./setup";
import { tenantsBackup } from "./tenants-backup";
import { tenantsBackupSchedule } from "./tenants-backup-schedule";
import { tenantsBackups } from "./tenants-backups";
import { tenantsCreate } from "./tenants-create";
import { tenantsDelete } from "./tenants-delete";
import { tenantsDoctor } from "./tenants-doctor";
import { tenantsExport } from "./tenants-export";
import { tenantsList } from "./tenants-list";
import { tenantsMigrate } from "./tenants-migrate";
import { tenantsMove } from "./tenants-move";
import { tenantsPopulate } from "./tenants-populate";
import { tenantsQuery } from "./tenants-query";
import { tenantsRestore } from "./tenants-restore";
import { tenantsSandbox } from "./tenants-sandbox";
import { tenantsSyncReference } from "./tenants-sync-reference";
import { tenantsUsage } from "./tenants-usage";
import { tenantsWhere } from "./tenants-where";

/** Everything the command line can do, in the order in which help lists it. */
export const commands: readonly Command[] = [
  setup,
  demo,
  migrate,
  masterBackup,
  masterRestore,
  registryRebuild,
  keysList,
  keysMake,
  keysRotate,
  tenantsList,
  tenantsCreate,
  tenantsMigrate,
  tenantsDoctor,
  tenantsPopulate,
  tenantsSyncReference,
  tenantsQuery,
  tenantsUsage,
  tenantsWhere,
  tenantsBackup,
  tenantsBackups,
  tenantsBackupSchedule,
  tenantsRestore,
  tenantsExport,
  tenantsSandbox,
  tenantsMove,
  tenantsDelete,
  serversList,
  serversAdd,
  serversChange,
  serversDrain,
  serversRemove,
  serversKey,
  serversRevokeTokens,
  auditVerify,
  jobsRun,
  jobsList,
  jobsRetry,
  jobsCancel,
];
