CREATE TABLE `impersonation_pages` (
	`impersonation_id` text NOT NULL,
	`path` text NOT NULL,
	`times` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	PRIMARY KEY(`impersonation_id`, `path`),
	FOREIGN KEY (`impersonation_id`) REFERENCES `impersonations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `impersonations` (
	`id` text PRIMARY KEY NOT NULL,
	`admin_id` text NOT NULL,
	`company_id` text NOT NULL,
	`reason` text NOT NULL,
	`mode` text NOT NULL,
	`return_path` text NOT NULL,
	`started_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ended_at` integer,
	`ended_by` text,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`admin_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "impersonations_reason_check" CHECK(length(trim("reason")) >= 10),
	CONSTRAINT "impersonations_mode_check" CHECK("mode" IN ('read', 'full')),
	CONSTRAINT "impersonations_end_check" CHECK(("ended_at" IS NULL) = ("ended_by" IS NULL)),
	CONSTRAINT "impersonations_ended_by_check" CHECK("ended_by" IS NULL OR "ended_by" IN ('exit', 'expired', 'signed-out', 'revoked')),
	CONSTRAINT "impersonations_length_check" CHECK("expires_at" - "started_at" BETWEEN 1 AND 1800000)
);
--> statement-breakpoint
CREATE INDEX `impersonations_company` ON `impersonations` (`company_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `impersonations_admin` ON `impersonations` (`admin_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `impersonations_open` ON `impersonations` (`expires_at`) WHERE "ended_at" IS NULL;--> statement-breakpoint
CREATE TABLE `access_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_by_id` text,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `access_links_user` ON `access_links` (`user_id`);--> statement-breakpoint
CREATE INDEX `access_links_created_by` ON `access_links` (`created_by_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recovery_codes_code` ON `recovery_codes` (`user_id`,`code_hash`);--> statement-breakpoint
CREATE TABLE `second_factors` (
	`user_id` text PRIMARY KEY NOT NULL,
	`sealed_secret` text NOT NULL,
	`confirmed_at` integer,
	`last_step` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `company_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`author_id` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "company_notes_text_check" CHECK(length("text") BETWEEN 1 AND 4000)
);
--> statement-breakpoint
CREATE INDEX `company_notes_company` ON `company_notes` (`company_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `company_notes_author` ON `company_notes` (`author_id`);--> statement-breakpoint
CREATE TABLE `submissions` (
	`key` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`actor_id` text NOT NULL,
	`result` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `company_usage` (
	`company_id` text PRIMARY KEY NOT NULL,
	`doctors` integer NOT NULL,
	`users` integer NOT NULL,
	`patients` integer DEFAULT 0 NOT NULL,
	`database_bytes` integer NOT NULL,
	`last_activity_at` integer,
	`taken_at` integer NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `company_usage_doctors` ON `company_usage` (`doctors`);--> statement-breakpoint
CREATE INDEX `company_usage_bytes` ON `company_usage` (`database_bytes`);--> statement-breakpoint
CREATE INDEX `company_usage_activity` ON `company_usage` (`last_activity_at`);--> statement-breakpoint
CREATE TABLE `usage_days` (
	`day` text NOT NULL,
	`company_id` text NOT NULL,
	`doctors` integer NOT NULL,
	`users` integer NOT NULL,
	`patients` integer DEFAULT 0 NOT NULL,
	`database_bytes` integer NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	PRIMARY KEY(`day`, `company_id`),
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `usage_days_company` ON `usage_days` (`company_id`,`day`);--> statement-breakpoint
ALTER TABLE `catalogue_cities` ADD `edited_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_cities` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_cities` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `catalogue_clinics` ADD `edited_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_clinics` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_clinics` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `catalogue_regions` ADD `edited_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_regions` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_regions` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `catalogue_specializations` ADD `edited_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_specializations` ADD `archived_at` integer;--> statement-breakpoint
ALTER TABLE `catalogue_specializations` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `period_starts_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `period_ends_at` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `price` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `currency` text DEFAULT 'AZN' NOT NULL;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `max_doctors` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `max_users` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `max_patients` integer;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `max_storage_bytes` integer;--> statement-breakpoint
CREATE INDEX `subscriptions_period_end` ON `subscriptions` (`period_ends_at`);--> statement-breakpoint
ALTER TABLE `sessions` ADD `second_factor_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `impersonation_id` text REFERENCES impersonations(id);--> statement-breakpoint
CREATE INDEX `sessions_impersonation` ON `sessions` (`impersonation_id`);--> statement-breakpoint
ALTER TABLE `users` ADD `last_company_id` text REFERENCES companies(id);--> statement-breakpoint
CREATE INDEX `audit_events_company` ON `audit_events` (`company_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_events_actor` ON `audit_events` (`actor_id`,`seq`);--> statement-breakpoint
CREATE INDEX `audit_events_action` ON `audit_events` (`action`,`seq`);