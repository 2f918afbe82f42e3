ALTER TABLE `database_servers` ADD `removed_at` integer;--> statement-breakpoint
DROP TRIGGER `database_servers_touch`;
--> statement-breakpoint
CREATE TRIGGER `database_servers_touch` AFTER UPDATE OF `id`, `kind`, `name`, `url`, `admin_url`, `accepts_new`, `region`, `group_name`, `max_databases`, `replica_url`, `draining_at`, `removed_at`, `created_at` ON `database_servers`
BEGIN
  UPDATE `database_servers` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
