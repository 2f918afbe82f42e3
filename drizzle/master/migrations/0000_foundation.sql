CREATE TABLE `audit_events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`impersonator_id` text,
	`impersonator_name` text,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`subject_label` text DEFAULT '' NOT NULL,
	`changes` text DEFAULT '{}' NOT NULL,
	`address` text,
	`request_id` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	`company_id` text,
	CONSTRAINT "audit_events_hash_check" CHECK(length("hash") = 64 AND length("previous_hash") = 64),
	CONSTRAINT "audit_events_changes_check" CHECK(json_valid("changes"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_events_id` ON `audit_events` (`id`);--> statement-breakpoint
CREATE INDEX `audit_events_subject` ON `audit_events` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`);--> statement-breakpoint
CREATE TABLE `catalogue_cities` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`region_id` text NOT NULL,
	`name_az` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ru` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`region_id`) REFERENCES `catalogue_regions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_cities_code` ON `catalogue_cities` (`code`);--> statement-breakpoint
CREATE INDEX `catalogue_cities_region` ON `catalogue_cities` (`region_id`);--> statement-breakpoint
CREATE TABLE `catalogue_clinics` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`city_id` text NOT NULL,
	`name_az` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ru` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`city_id`) REFERENCES `catalogue_cities`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_clinics_code` ON `catalogue_clinics` (`code`);--> statement-breakpoint
CREATE INDEX `catalogue_clinics_city` ON `catalogue_clinics` (`city_id`);--> statement-breakpoint
CREATE TABLE `catalogue_regions` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`iso_code` text,
	`name_az` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ru` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "catalogue_regions_iso_check" CHECK("iso_code" IS NULL OR "iso_code" GLOB 'AZ-[A-Z]*')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_regions_code` ON `catalogue_regions` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_regions_iso` ON `catalogue_regions` (`iso_code`);--> statement-breakpoint
CREATE TABLE `catalogue_specializations` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name_az` text NOT NULL,
	`name_en` text NOT NULL,
	`name_ru` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `catalogue_specializations_code` ON `catalogue_specializations` (`code`);--> statement-breakpoint
CREATE TABLE `catalogue_versions` (
	`version` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`applied_at` integer NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `companies` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`code` text,
	`name` text NOT NULL,
	`name_folded` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`state` text NOT NULL,
	`state_reason` text,
	`time_zone` text DEFAULT 'Asia/Baku' NOT NULL,
	`currency` text DEFAULT 'AZN' NOT NULL,
	`is_demo` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "companies_state_check" CHECK("state" IN ('provisioning', 'active', 'read_only', 'suspended', 'closing', 'closed')),
	CONSTRAINT "companies_slug_check" CHECK(length("slug") BETWEEN 2 AND 63 AND "slug" NOT GLOB '*[^a-z0-9-]*' AND "slug" GLOB '[a-z0-9]*'),
	CONSTRAINT "companies_code_check" CHECK("code" IS NULL OR (length("code") BETWEEN 2 AND 20 AND "code" NOT GLOB '*[^A-Z0-9_]*')),
	CONSTRAINT "companies_phone_check" CHECK("phone" GLOB '+[1-9]*' AND substr("phone", 2) NOT GLOB '*[^0-9]*' AND length("phone") BETWEEN 8 AND 16)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `companies_slug` ON `companies` (`slug`);--> statement-breakpoint
CREATE UNIQUE INDEX `companies_code` ON `companies` (`code`);--> statement-breakpoint
CREATE INDEX `companies_name_folded` ON `companies` (`name_folded`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`monthly_price` integer NOT NULL,
	`yearly_price` integer NOT NULL,
	`currency` text DEFAULT 'AZN' NOT NULL,
	`max_doctors` integer,
	`max_users` integer,
	`max_patients` integer,
	`max_storage_bytes` integer,
	`backup_schedule` text NOT NULL,
	`has_sandbox` integer DEFAULT false NOT NULL,
	`has_api` integer DEFAULT false NOT NULL,
	`has_server_choice` integer DEFAULT false NOT NULL,
	`is_recommended` integer DEFAULT false NOT NULL,
	`is_public` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "plans_price_check" CHECK("monthly_price" >= 0 AND "yearly_price" >= 0),
	CONSTRAINT "plans_limits_check" CHECK(COALESCE("max_doctors", 1) > 0 AND COALESCE("max_users", 1) > 0 AND COALESCE("max_patients", 1) > 0 AND COALESCE("max_storage_bytes", 1) > 0),
	CONSTRAINT "plans_backup_check" CHECK("backup_schedule" IN ('daily-7', 'hourly-30', 'own')),
	CONSTRAINT "plans_currency_check" CHECK("currency" GLOB '[A-Z][A-Z][A-Z]')
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`cycle` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`trial_ends_at` integer,
	`ended_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "subscriptions_state_check" CHECK("state" IN ('trialing', 'active', 'past_due', 'read_only', 'cancelled')),
	CONSTRAINT "subscriptions_cycle_check" CHECK("cycle" IN ('month', 'year')),
	CONSTRAINT "subscriptions_trial_check" CHECK("state" <> 'trialing' OR "trial_ends_at" IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_current` ON `subscriptions` (`company_id`) WHERE "ended_at" IS NULL;--> statement-breakpoint
CREATE INDEX `subscriptions_plan` ON `subscriptions` (`plan_id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`user_id` text NOT NULL,
	`company_id` text NOT NULL,
	`role` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	PRIMARY KEY(`user_id`, `company_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "memberships_role_check" CHECK("role" IN ('owner', 'admin', 'manager', 'staff', 'viewer'))
);
--> statement-breakpoint
CREATE INDEX `memberships_company` ON `memberships` (`company_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`company_id` text,
	`expires_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`address` text,
	`user_agent` text,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_company` ON `sessions` (`company_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `setup_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`id` integer PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`address` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failures_account` ON `sign_in_failures` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `sign_in_failures_address` ON `sign_in_failures` (`address`,`at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`email` text NOT NULL,
	`password_hash` text NOT NULL,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`locale` text DEFAULT 'az' NOT NULL,
	`state` text DEFAULT 'active' NOT NULL,
	`is_master_admin` integer DEFAULT false NOT NULL,
	`password_changed_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "users_state_check" CHECK("state" IN ('active', 'locked')),
	CONSTRAINT "users_locale_check" CHECK("locale" IN ('az', 'en', 'ru')),
	CONSTRAINT "users_case_check" CHECK("username" = lower("username") AND "email" = lower("email")),
	CONSTRAINT "users_username_check" CHECK(instr("username", '@') = 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username` ON `users` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);--> statement-breakpoint
CREATE TABLE `crossings` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`done_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "crossings_payload_check" CHECK(json_valid("payload"))
);
--> statement-breakpoint
CREATE INDEX `crossings_company` ON `crossings` (`company_id`);--> statement-breakpoint
CREATE INDEX `crossings_open` ON `crossings` (`created_at`) WHERE "done_at" IS NULL;--> statement-breakpoint
CREATE TABLE `database_servers` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`url` text DEFAULT '' NOT NULL,
	`admin_url` text,
	`accepts_new` integer DEFAULT true NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "database_servers_kind_check" CHECK("kind" IN ('file', 'libsql-server', 'turso'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `database_servers_name` ON `database_servers` (`name`);--> statement-breakpoint
CREATE TABLE `installation` (
	`one` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`removal_blocked_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "installation_one_check" CHECK("one" = 1)
);
--> statement-breakpoint
CREATE TABLE `provisionings` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`database_id` text NOT NULL,
	`user_id` text,
	`step` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_error` text,
	`finished_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`database_id`) REFERENCES `tenant_databases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "provisionings_step_check" CHECK("step" IN ('registered', 'keyed', 'copied', 'identified', 'published', 'welcomed', 'done')),
	CONSTRAINT "provisionings_finished_check" CHECK(("step" = 'done') = ("finished_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `provisionings_company` ON `provisionings` (`company_id`);--> statement-breakpoint
CREATE INDEX `provisionings_database` ON `provisionings` (`database_id`);--> statement-breakpoint
CREATE INDEX `provisionings_user` ON `provisionings` (`user_id`);--> statement-breakpoint
CREATE INDEX `provisionings_unfinished` ON `provisionings` (`finished_at`);--> statement-breakpoint
CREATE TABLE `tenant_databases` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`server_id` text NOT NULL,
	`state` text NOT NULL,
	`state_reason` text,
	`generation` integer DEFAULT 0 NOT NULL,
	`epoch` integer DEFAULT 1 NOT NULL,
	`schema_version` text,
	`key_id` text,
	`size_bytes` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`server_id`) REFERENCES `database_servers`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tenant_databases_state_check" CHECK("state" IN ('provisioning', 'ready', 'migrating', 'moving', 'restoring', 'quarantined', 'failed', 'removed')),
	CONSTRAINT "tenant_databases_generation_check" CHECK("generation" >= 0 AND "epoch" >= 1),
	CONSTRAINT "tenant_databases_ready_check" CHECK("state" <> 'ready' OR ("generation" >= 1 AND "schema_version" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tenant_databases_company` ON `tenant_databases` (`company_id`) WHERE "state" <> 'removed';--> statement-breakpoint
CREATE INDEX `tenant_databases_server` ON `tenant_databases` (`server_id`);--> statement-breakpoint
CREATE INDEX `tenant_databases_state` ON `tenant_databases` (`state`);