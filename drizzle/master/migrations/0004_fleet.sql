CREATE TABLE `restore_drills` (
	`id` text PRIMARY KEY NOT NULL,
	`backup_id` text NOT NULL,
	`company_id` text NOT NULL,
	`passed` integer NOT NULL,
	`ms` integer NOT NULL,
	`error` text,
	`drilled_at` integer NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`backup_id`) REFERENCES `tenant_backups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `restore_drills_company` ON `restore_drills` (`company_id`,`drilled_at`);--> statement-breakpoint
CREATE INDEX `restore_drills_backup` ON `restore_drills` (`backup_id`);--> statement-breakpoint
CREATE TABLE `tenant_backups` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`database_id` text NOT NULL,
	`generation` integer NOT NULL,
	`reason` text NOT NULL,
	`state` text NOT NULL,
	`target` text NOT NULL,
	`key_id` text,
	`schema_version` text,
	`bytes` integer,
	`sha256` text,
	`rows` integer,
	`taken_at` integer NOT NULL,
	`proven_at` integer,
	`restored_at` integer,
	`removed_at` integer,
	`error` text,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`database_id`) REFERENCES `tenant_databases`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tenant_backups_state_check" CHECK("state" IN ('making', 'ready', 'failed', 'removed')),
	CONSTRAINT "tenant_backups_reason_check" CHECK("reason" IN ('schedule', 'asked', 'before-restore', 'before-removal')),
	CONSTRAINT "tenant_backups_ready_check" CHECK("state" <> 'ready' OR ("bytes" IS NOT NULL AND "sha256" IS NOT NULL AND "proven_at" IS NOT NULL)),
	CONSTRAINT "tenant_backups_removed_check" CHECK(("state" = 'removed') = ("removed_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX `tenant_backups_company` ON `tenant_backups` (`company_id`,`taken_at`);--> statement-breakpoint
CREATE INDEX `tenant_backups_state` ON `tenant_backups` (`state`,`taken_at`);--> statement-breakpoint
CREATE INDEX `tenant_backups_database` ON `tenant_backups` (`database_id`);--> statement-breakpoint
CREATE TABLE `tenant_exports` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`requested_by_id` text,
	`state` text NOT NULL,
	`bytes` integer,
	`sha256` text,
	`error` text,
	`ready_at` integer,
	`expires_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tenant_exports_state_check" CHECK("state" IN ('making', 'ready', 'failed', 'expired')),
	CONSTRAINT "tenant_exports_ready_check" CHECK("state" <> 'ready' OR ("bytes" IS NOT NULL AND "expires_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE INDEX `tenant_exports_company` ON `tenant_exports` (`company_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `tenant_exports_requested_by` ON `tenant_exports` (`requested_by_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`company_id` text,
	`input` text NOT NULL,
	`unique_key` text,
	`state` text NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`max_attempts` integer NOT NULL,
	`fence` integer DEFAULT 0 NOT NULL,
	`leased_by` text,
	`leased_until` integer,
	`progress` text,
	`result` text,
	`last_error` text,
	`requested_by_id` text,
	`started_at` integer,
	`finished_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`requested_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "jobs_state_check" CHECK("state" IN ('waiting', 'running', 'done', 'dead', 'cancelled')),
	CONSTRAINT "jobs_input_check" CHECK(json_valid("input")),
	CONSTRAINT "jobs_progress_check" CHECK("progress" IS NULL OR json_valid("progress")),
	CONSTRAINT "jobs_result_check" CHECK("result" IS NULL OR json_valid("result")),
	CONSTRAINT "jobs_attempts_check" CHECK("attempts" >= 0 AND "max_attempts" >= 1 AND "fence" >= 0),
	CONSTRAINT "jobs_lease_check" CHECK(("state" = 'running') = ("leased_by" IS NOT NULL) AND ("leased_by" IS NULL) = ("leased_until" IS NULL)),
	CONSTRAINT "jobs_finished_check" CHECK(("state" IN ('done', 'dead', 'cancelled')) = ("finished_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_unique` ON `jobs` (`unique_key`) WHERE "state" IN ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`due_at`) WHERE "state" IN ('waiting', 'running');--> statement-breakpoint
CREATE INDEX `jobs_state` ON `jobs` (`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `jobs_kind` ON `jobs` (`kind`,`created_at`);--> statement-breakpoint
CREATE INDEX `jobs_company` ON `jobs` (`company_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `jobs_requested_by` ON `jobs` (`requested_by_id`);--> statement-breakpoint
CREATE TABLE `migration_results` (
	`run_id` text NOT NULL,
	`database_id` text NOT NULL,
	`company_id` text NOT NULL,
	`wave` integer NOT NULL,
	`state` text NOT NULL,
	`from_schema` text,
	`to_schema` text,
	`from_generation` integer,
	`to_generation` integer,
	`paused_ms` integer,
	`ms` integer,
	`error_code` text,
	`error` text,
	`finished_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	PRIMARY KEY(`run_id`, `database_id`),
	FOREIGN KEY (`run_id`) REFERENCES `migration_runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`database_id`) REFERENCES `tenant_databases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "migration_results_state_check" CHECK("state" IN ('waiting', 'running', 'done', 'current', 'failed')),
	CONSTRAINT "migration_results_wave_check" CHECK("wave" >= 0)
);
--> statement-breakpoint
CREATE INDEX `migration_results_state` ON `migration_results` (`run_id`,`state`,`wave`);--> statement-breakpoint
CREATE INDEX `migration_results_database` ON `migration_results` (`database_id`);--> statement-breakpoint
CREATE INDEX `migration_results_company` ON `migration_results` (`company_id`);--> statement-breakpoint
CREATE TABLE `migration_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`target` text NOT NULL,
	`options` text NOT NULL,
	`runner` text,
	`alive_until` integer,
	`fence` integer DEFAULT 1 NOT NULL,
	`user_id` text,
	`started_by` text NOT NULL,
	`stopped_because` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "migration_runs_state_check" CHECK("state" IN ('running', 'done', 'stopped')),
	CONSTRAINT "migration_runs_options_check" CHECK(json_valid("options")),
	CONSTRAINT "migration_runs_finished_check" CHECK(("state" = 'running') = ("finished_at" IS NULL))
);
--> statement-breakpoint
CREATE INDEX `migration_runs_started` ON `migration_runs` (`started_at`);--> statement-breakpoint
CREATE INDEX `migration_runs_user` ON `migration_runs` (`user_id`);--> statement-breakpoint
CREATE TABLE `database_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`database_id` text NOT NULL,
	`company_id` text NOT NULL,
	`from_server_id` text NOT NULL,
	`to_server_id` text NOT NULL,
	`from_generation` integer NOT NULL,
	`to_generation` integer NOT NULL,
	`step` text NOT NULL,
	`plain_consent` integer DEFAULT false NOT NULL,
	`started_by` text NOT NULL,
	`rows` integer,
	`verified` text,
	`paused_ms` integer,
	`error` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`database_id`) REFERENCES `tenant_databases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_server_id`) REFERENCES `database_servers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_server_id`) REFERENCES `database_servers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "database_moves_step_check" CHECK("step" IN ('begun', 'fenced', 'copied', 'verified', 'switched', 'archived', 'rolled-back')),
	CONSTRAINT "database_moves_verified_check" CHECK("verified" IS NULL OR json_valid("verified")),
	CONSTRAINT "database_moves_finished_check" CHECK(("step" IN ('archived', 'rolled-back')) = ("finished_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `database_moves_open` ON `database_moves` (`database_id`) WHERE "finished_at" IS NULL;--> statement-breakpoint
CREATE INDEX `database_moves_database` ON `database_moves` (`database_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `database_moves_company` ON `database_moves` (`company_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `database_moves_from` ON `database_moves` (`from_server_id`);--> statement-breakpoint
CREATE INDEX `database_moves_to` ON `database_moves` (`to_server_id`);--> statement-breakpoint
CREATE TABLE `company_removals` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`user_id` text,
	`requested_by` text NOT NULL,
	`reason` text NOT NULL,
	`requested_at` integer NOT NULL,
	`state_before` text NOT NULL,
	`due_at` integer NOT NULL,
	`cancelled_at` integer,
	`key_destroyed_at` integer,
	`removed_at` integer,
	`certificate` text,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "company_removals_reason_check" CHECK(length(trim("reason")) >= 1),
	CONSTRAINT "company_removals_once_check" CHECK("cancelled_at" IS NULL OR "removed_at" IS NULL),
	CONSTRAINT "company_removals_certificate_check" CHECK(("removed_at" IS NULL) = ("certificate" IS NULL) AND ("certificate" IS NULL OR json_valid("certificate")))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `company_removals_open` ON `company_removals` (`company_id`) WHERE "cancelled_at" IS NULL AND "removed_at" IS NULL;--> statement-breakpoint
CREATE INDEX `company_removals_company` ON `company_removals` (`company_id`,`requested_at`);--> statement-breakpoint
CREATE INDEX `company_removals_user` ON `company_removals` (`user_id`);--> statement-breakpoint
CREATE INDEX `company_removals_due` ON `company_removals` (`due_at`) WHERE "cancelled_at" IS NULL AND "removed_at" IS NULL;--> statement-breakpoint
ALTER TABLE `database_servers` ADD `region` text;--> statement-breakpoint
ALTER TABLE `database_servers` ADD `max_databases` integer;--> statement-breakpoint
ALTER TABLE `database_servers` ADD `replica_url` text;--> statement-breakpoint
ALTER TABLE `database_servers` ADD `draining_at` integer;