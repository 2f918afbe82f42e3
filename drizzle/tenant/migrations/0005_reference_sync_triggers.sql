-- Triggers that no ORM writes: `updated_at` kept for any writer.
CREATE TRIGGER `reference_bases_touch` AFTER UPDATE OF `kind`, `catalogue_id`, `base`, `edition`, `withdrawn_at`, `created_at` ON `reference_bases`
BEGIN
  UPDATE `reference_bases` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `kind` = NEW.`kind` AND `catalogue_id` = NEW.`catalogue_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `reference_sync_touch` AFTER UPDATE OF `one`, `edition`, `synced_at`, `created_at` ON `reference_sync`
BEGIN
  UPDATE `reference_sync` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `one` = NEW.`one`;
END;
