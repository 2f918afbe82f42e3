-- By hand: a rebuild of the registry would drop its triggers, and adding a column needs none.
ALTER TABLE `tenant_databases` ADD `purpose` text DEFAULT 'main' NOT NULL CONSTRAINT "tenant_databases_purpose_check" CHECK("purpose" IN ('main', 'sandbox'));--> statement-breakpoint
DROP INDEX `tenant_databases_company`;--> statement-breakpoint
CREATE UNIQUE INDEX `tenant_databases_company` ON `tenant_databases` (`company_id`,`purpose`) WHERE "state" <> 'removed';--> statement-breakpoint
ALTER TABLE `sessions` ADD `in_sandbox` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `database_servers` ADD `group_name` text;--> statement-breakpoint
DROP TRIGGER `tenant_databases_touch`;
--> statement-breakpoint
CREATE TRIGGER `tenant_databases_touch` AFTER UPDATE OF `id`, `company_id`, `server_id`, `state`, `state_reason`, `purpose`, `generation`, `epoch`, `schema_version`, `key_id`, `size_bytes`, `created_at` ON `tenant_databases`
BEGIN
  UPDATE `tenant_databases` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `sessions_touch`;
--> statement-breakpoint
CREATE TRIGGER `sessions_touch` AFTER UPDATE OF `id`, `user_id`, `company_id`, `in_sandbox`, `second_factor_at`, `impersonation_id`, `expires_at`, `last_seen_at`, `address`, `user_agent`, `created_at` ON `sessions`
BEGIN
  UPDATE `sessions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `database_servers_touch`;
--> statement-breakpoint
CREATE TRIGGER `database_servers_touch` AFTER UPDATE OF `id`, `kind`, `name`, `url`, `admin_url`, `accepts_new`, `region`, `group_name`, `max_databases`, `replica_url`, `draining_at`, `created_at` ON `database_servers`
BEGIN
  UPDATE `database_servers` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
