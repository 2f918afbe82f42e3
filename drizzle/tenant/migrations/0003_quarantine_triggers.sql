-- As for every table whose rows change: `updated_at` kept for any writer.
CREATE TRIGGER `quarantined_rows_touch` AFTER UPDATE OF `id`, `table_name`, `row`, `reason`, `reference`, `found_at`, `restored_at`, `created_at` ON `quarantined_rows`
BEGIN
  UPDATE `quarantined_rows` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `quarantined_rows_kept` BEFORE DELETE ON `quarantined_rows`
BEGIN
  SELECT RAISE(ABORT, 'quarantined rows are never deleted');
END;
