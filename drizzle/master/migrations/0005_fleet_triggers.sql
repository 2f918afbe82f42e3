-- Triggers that no ORM writes: `updated_at` kept for any writer.
DROP TRIGGER `database_servers_touch`;
--> statement-breakpoint
CREATE TRIGGER `database_servers_touch` AFTER UPDATE OF `id`, `kind`, `name`, `url`, `admin_url`, `accepts_new`, `region`, `max_databases`, `replica_url`, `draining_at`, `created_at` ON `database_servers`
BEGIN
  UPDATE `database_servers` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `restore_drills_touch` AFTER UPDATE OF `id`, `backup_id`, `company_id`, `passed`, `ms`, `error`, `drilled_at`, `created_at` ON `restore_drills`
BEGIN
  UPDATE `restore_drills` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `tenant_backups_touch` AFTER UPDATE OF `id`, `company_id`, `database_id`, `generation`, `reason`, `state`, `target`, `key_id`, `schema_version`, `bytes`, `sha256`, `rows`, `taken_at`, `proven_at`, `restored_at`, `removed_at`, `error`, `created_at` ON `tenant_backups`
BEGIN
  UPDATE `tenant_backups` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `tenant_exports_touch` AFTER UPDATE OF `id`, `company_id`, `requested_by_id`, `state`, `bytes`, `sha256`, `error`, `ready_at`, `expires_at`, `created_at` ON `tenant_exports`
BEGIN
  UPDATE `tenant_exports` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `jobs_touch` AFTER UPDATE OF `id`, `kind`, `company_id`, `input`, `unique_key`, `state`, `due_at`, `attempts`, `max_attempts`, `fence`, `leased_by`, `leased_until`, `progress`, `result`, `last_error`, `requested_by_id`, `started_at`, `finished_at`, `created_at` ON `jobs`
BEGIN
  UPDATE `jobs` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `migration_results_touch` AFTER UPDATE OF `run_id`, `database_id`, `company_id`, `wave`, `state`, `from_schema`, `to_schema`, `from_generation`, `to_generation`, `paused_ms`, `ms`, `error_code`, `error`, `finished_at`, `created_at` ON `migration_results`
BEGIN
  UPDATE `migration_results` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `run_id` = NEW.`run_id` AND `database_id` = NEW.`database_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `migration_runs_touch` AFTER UPDATE OF `id`, `state`, `target`, `options`, `runner`, `alive_until`, `fence`, `user_id`, `started_by`, `stopped_because`, `started_at`, `finished_at`, `created_at` ON `migration_runs`
BEGIN
  UPDATE `migration_runs` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `database_moves_touch` AFTER UPDATE OF `id`, `database_id`, `company_id`, `from_server_id`, `to_server_id`, `from_generation`, `to_generation`, `step`, `plain_consent`, `started_by`, `rows`, `verified`, `paused_ms`, `error`, `started_at`, `finished_at`, `created_at` ON `database_moves`
BEGIN
  UPDATE `database_moves` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `company_removals_touch` AFTER UPDATE OF `id`, `company_id`, `user_id`, `requested_by`, `reason`, `requested_at`, `state_before`, `due_at`, `cancelled_at`, `key_destroyed_at`, `removed_at`, `certificate`, `created_at` ON `company_removals`
BEGIN
  UPDATE `company_removals` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
