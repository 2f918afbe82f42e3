CREATE TABLE `former_backup_schedules` (
	`company_id` text NOT NULL,
	`schedule` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`company_id`, `schedule`),
	FOREIGN KEY (`company_id`) REFERENCES `companies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "former_backup_schedules_check" CHECK("schedule" IN ('daily-7', 'hourly-30', 'own'))
);
--> statement-breakpoint
CREATE TRIGGER `subscriptions_former_backup` AFTER UPDATE OF `plan_id`, `ended_at` ON `subscriptions`
WHEN OLD.`ended_at` IS NULL AND (NEW.`ended_at` IS NOT NULL OR NEW.`plan_id` <> OLD.`plan_id`)
BEGIN
  INSERT INTO `former_backup_schedules` (`company_id`, `schedule`, `until`)
  SELECT OLD.`company_id`, `backup_schedule`, CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) FROM `plans` WHERE `id` = OLD.`plan_id`
  ON CONFLICT (`company_id`, `schedule`) DO UPDATE SET `until` = excluded.`until`;
END;
--> statement-breakpoint
CREATE TRIGGER `plans_former_backup` AFTER UPDATE OF `backup_schedule` ON `plans`
WHEN NEW.`backup_schedule` <> OLD.`backup_schedule`
BEGIN
  INSERT INTO `former_backup_schedules` (`company_id`, `schedule`, `until`)
  SELECT `company_id`, OLD.`backup_schedule`, CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) FROM `subscriptions` WHERE `plan_id` = NEW.`id` AND `ended_at` IS NULL
  ON CONFLICT (`company_id`, `schedule`) DO UPDATE SET `until` = excluded.`until`;
END;
