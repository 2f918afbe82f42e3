CREATE TABLE `sandboxes` (
	`database_id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`masked` integer NOT NULL,
	`reason` text,
	`made_by_id` text,
	`made_by` text NOT NULL,
	`made_at` integer,
	`discarded_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`database_id`) REFERENCES `tenant_databases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sandboxes_reason_check" CHECK("masked" = 1 OR length(trim("reason")) > 0)
);
--> statement-breakpoint
CREATE INDEX `sandboxes_company` ON `sandboxes` (`company_id`);--> statement-breakpoint
CREATE INDEX `sandboxes_made_by` ON `sandboxes` (`made_by_id`);--> statement-breakpoint
CREATE TRIGGER `sandboxes_touch` AFTER UPDATE OF `database_id`, `company_id`, `masked`, `reason`, `made_by_id`, `made_by`, `made_at`, `discarded_at`, `created_at` ON `sandboxes`
BEGIN
  UPDATE `sandboxes` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `database_id` = NEW.`database_id`;
END;
