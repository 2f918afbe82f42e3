CREATE TABLE `backup_schedules` (
	`company_id` text PRIMARY KEY NOT NULL,
	`every_hours` integer NOT NULL,
	`start_hour` integer NOT NULL,
	`keep_hours` integer NOT NULL,
	`keep_days` integer NOT NULL,
	`keep_weeks` integer NOT NULL,
	`keep_months` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "backup_schedules_every_check" CHECK("every_hours" IN (1, 2, 3, 4, 6, 8, 12, 24)),
	CONSTRAINT "backup_schedules_start_check" CHECK("start_hour" BETWEEN 0 AND 23),
	CONSTRAINT "backup_schedules_keep_check" CHECK("keep_hours" BETWEEN 0 AND 168 AND "keep_days" BETWEEN 0 AND 366 AND "keep_weeks" BETWEEN 0 AND 104 AND "keep_months" BETWEEN 0 AND 120),
	CONSTRAINT "backup_schedules_something_check" CHECK("keep_hours" + "keep_days" + "keep_weeks" + "keep_months" > 0)
);
--> statement-breakpoint
CREATE TRIGGER `backup_schedules_touch` AFTER UPDATE OF `company_id`, `every_hours`, `start_hour`, `keep_hours`, `keep_days`, `keep_weeks`, `keep_months`, `version`, `created_at` ON `backup_schedules`
BEGIN
  UPDATE `backup_schedules` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `company_id` = NEW.`company_id`;
END;
