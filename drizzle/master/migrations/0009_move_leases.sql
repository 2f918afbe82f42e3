ALTER TABLE `database_moves` ADD `from_key_id` text;--> statement-breakpoint
ALTER TABLE `database_moves` ADD `to_key_id` text;--> statement-breakpoint
ALTER TABLE `database_moves` ADD `runner` text;--> statement-breakpoint
ALTER TABLE `database_moves` ADD `alive_until` integer;--> statement-breakpoint
ALTER TABLE `database_moves` ADD `fence` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `database_moves` ADD `total_rows` integer;--> statement-breakpoint
ALTER TABLE `database_moves` ADD `switched_at` integer;--> statement-breakpoint
ALTER TABLE `database_moves` ADD `leftover_removed_at` integer;--> statement-breakpoint
CREATE INDEX `database_moves_leftovers` ON `database_moves` (`started_at`) WHERE "leftover_removed_at" IS NULL;--> statement-breakpoint
DROP TRIGGER `database_moves_touch`;
--> statement-breakpoint
CREATE TRIGGER `database_moves_touch` AFTER UPDATE OF `id`, `database_id`, `company_id`, `from_server_id`, `to_server_id`, `from_generation`, `to_generation`, `from_key_id`, `to_key_id`, `step`, `plain_consent`, `started_by`, `runner`, `alive_until`, `fence`, `rows`, `total_rows`, `verified`, `paused_ms`, `error`, `started_at`, `switched_at`, `leftover_removed_at`, `finished_at`, `created_at` ON `database_moves`
BEGIN
  UPDATE `database_moves` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
