-- Triggers that no ORM writes: timestamps kept for any writer, append-only audit, search terms.
CREATE TRIGGER `doctors_touch` AFTER UPDATE OF `id`, `code`, `first_name`, `last_name`, `phone`, `email`, `gender`, `category`, `specialization_id`, `region_id`, `city_id`, `clinic_id`, `is_active`, `notes`, `archived_at`, `name_sort`, `search_folded`, `version`, `created_at` ON `doctors`
BEGIN
  UPDATE `doctors` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `counters_touch` AFTER UPDATE OF `name`, `value`, `created_at` ON `counters`
BEGIN
  UPDATE `counters` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `name` = NEW.`name`;
END;
--> statement-breakpoint
CREATE TRIGGER `identity_touch` AFTER UPDATE OF `one`, `company_id`, `database_id`, `generation`, `epoch`, `fenced_at`, `created_at` ON `identity`
BEGIN
  UPDATE `identity` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `one` = NEW.`one`;
END;
--> statement-breakpoint
CREATE TRIGGER `performed_crossings_touch` AFTER UPDATE OF `id`, `kind`, `created_at` ON `performed_crossings`
BEGIN
  UPDATE `performed_crossings` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `submissions_touch` AFTER UPDATE OF `key`, `action`, `actor_id`, `result`, `created_at` ON `submissions`
BEGIN
  UPDATE `submissions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `key` = NEW.`key`;
END;
--> statement-breakpoint
CREATE TRIGGER `members_touch` AFTER UPDATE OF `id`, `first_name`, `last_name`, `email`, `is_owner`, `created_at` ON `members`
BEGIN
  UPDATE `members` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `organization_touch` AFTER UPDATE OF `one`, `name`, `business_number`, `business_type`, `legal_structure`, `country`, `founded_on`, `owner_id`, `profiled_at`, `onboarding_skipped_at`, `is_demo`, `version`, `created_at` ON `organization`
BEGIN
  UPDATE `organization` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `one` = NEW.`one`;
END;
--> statement-breakpoint
CREATE TRIGGER `cities_touch` AFTER UPDATE OF `id`, `name`, `name_en`, `name_ru`, `name_folded`, `search_folded`, `name_sort`, `origin`, `catalogue_id`, `archived_at`, `version`, `created_at`, `region_id` ON `cities`
BEGIN
  UPDATE `cities` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `clinics_touch` AFTER UPDATE OF `id`, `name`, `name_en`, `name_ru`, `name_folded`, `search_folded`, `name_sort`, `origin`, `catalogue_id`, `archived_at`, `version`, `created_at`, `city_id`, `address`, `phone` ON `clinics`
BEGIN
  UPDATE `clinics` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `regions_touch` AFTER UPDATE OF `id`, `name`, `name_en`, `name_ru`, `name_folded`, `search_folded`, `name_sort`, `origin`, `catalogue_id`, `archived_at`, `version`, `created_at`, `code`, `iso_code` ON `regions`
BEGIN
  UPDATE `regions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `specializations_touch` AFTER UPDATE OF `id`, `name`, `name_en`, `name_ru`, `name_folded`, `search_folded`, `name_sort`, `origin`, `catalogue_id`, `archived_at`, `version`, `created_at`, `code` ON `specializations`
BEGIN
  UPDATE `specializations` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_no_update` BEFORE UPDATE ON `audit_events`
BEGIN
  SELECT RAISE(ABORT, 'audit events are never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_no_delete` BEFORE DELETE ON `audit_events`
BEGIN
  SELECT RAISE(ABORT, 'audit events are never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `doctors_terms_insert` AFTER INSERT ON `doctors`
BEGIN
  INSERT OR IGNORE INTO `doctor_terms` (`term`, `doctor_id`)
    SELECT value, NEW.`id` FROM json_each('["' || replace(NEW.`search_folded`, ' ', '","') || '"]') WHERE value <> '';
END;
--> statement-breakpoint
CREATE TRIGGER `doctors_terms_update` AFTER UPDATE OF `search_folded` ON `doctors`
BEGIN
  DELETE FROM `doctor_terms` WHERE `doctor_id` = NEW.`id`;
  INSERT OR IGNORE INTO `doctor_terms` (`term`, `doctor_id`)
    SELECT value, NEW.`id` FROM json_each('["' || replace(NEW.`search_folded`, ' ', '","') || '"]') WHERE value <> '';
END;
--> statement-breakpoint
CREATE TRIGGER `doctors_code_kept` BEFORE UPDATE OF `code` ON `doctors` WHEN NEW.`code` <> OLD.`code`
BEGIN
  SELECT RAISE(ABORT, 'a doctor''s code never changes');
END;
