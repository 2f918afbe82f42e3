-- What was agreed so far is what the plan says today; then the triggers that no ORM writes.
UPDATE `subscriptions` SET
  `period_starts_at` = `started_at`,
  `period_ends_at` = `trial_ends_at`,
  (`price`, `currency`, `max_doctors`, `max_users`, `max_patients`, `max_storage_bytes`) = (
    SELECT CASE `subscriptions`.`cycle` WHEN 'year' THEN `yearly_price` ELSE `monthly_price` END,
      `currency`, `max_doctors`, `max_users`, `max_patients`, `max_storage_bytes`
    FROM `plans` WHERE `plans`.`id` = `subscriptions`.`plan_id`
  );
--> statement-breakpoint
DROP TRIGGER `catalogue_cities_touch`;
--> statement-breakpoint
CREATE TRIGGER `catalogue_cities_touch` AFTER UPDATE OF `id`, `code`, `region_id`, `name_az`, `name_en`, `name_ru`, `edited_at`, `archived_at`, `version`, `created_at` ON `catalogue_cities`
BEGIN
  UPDATE `catalogue_cities` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `catalogue_clinics_touch`;
--> statement-breakpoint
CREATE TRIGGER `catalogue_clinics_touch` AFTER UPDATE OF `id`, `code`, `city_id`, `name_az`, `name_en`, `name_ru`, `edited_at`, `archived_at`, `version`, `created_at` ON `catalogue_clinics`
BEGIN
  UPDATE `catalogue_clinics` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `catalogue_regions_touch`;
--> statement-breakpoint
CREATE TRIGGER `catalogue_regions_touch` AFTER UPDATE OF `id`, `code`, `iso_code`, `name_az`, `name_en`, `name_ru`, `edited_at`, `archived_at`, `version`, `created_at` ON `catalogue_regions`
BEGIN
  UPDATE `catalogue_regions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `catalogue_specializations_touch`;
--> statement-breakpoint
CREATE TRIGGER `catalogue_specializations_touch` AFTER UPDATE OF `id`, `code`, `name_az`, `name_en`, `name_ru`, `edited_at`, `archived_at`, `version`, `created_at` ON `catalogue_specializations`
BEGIN
  UPDATE `catalogue_specializations` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `subscriptions_touch`;
--> statement-breakpoint
CREATE TRIGGER `subscriptions_touch` AFTER UPDATE OF `id`, `company_id`, `plan_id`, `cycle`, `state`, `started_at`, `trial_ends_at`, `period_starts_at`, `period_ends_at`, `price`, `currency`, `max_doctors`, `max_users`, `max_patients`, `max_storage_bytes`, `ended_at`, `version`, `created_at` ON `subscriptions`
BEGIN
  UPDATE `subscriptions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `sessions_touch`;
--> statement-breakpoint
CREATE TRIGGER `sessions_touch` AFTER UPDATE OF `id`, `user_id`, `company_id`, `second_factor_at`, `impersonation_id`, `expires_at`, `last_seen_at`, `address`, `user_agent`, `created_at` ON `sessions`
BEGIN
  UPDATE `sessions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
DROP TRIGGER `users_touch`;
--> statement-breakpoint
CREATE TRIGGER `users_touch` AFTER UPDATE OF `id`, `username`, `email`, `password_hash`, `first_name`, `last_name`, `locale`, `state`, `is_master_admin`, `last_company_id`, `password_changed_at`, `version`, `created_at` ON `users`
BEGIN
  UPDATE `users` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `access_links_touch` AFTER UPDATE OF `token_hash`, `user_id`, `created_by_id`, `expires_at`, `used_at`, `created_at` ON `access_links`
BEGIN
  UPDATE `access_links` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `token_hash` = NEW.`token_hash`;
END;
--> statement-breakpoint
CREATE TRIGGER `company_notes_touch` AFTER UPDATE OF `id`, `company_id`, `author_id`, `text`, `created_at` ON `company_notes`
BEGIN
  UPDATE `company_notes` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `company_usage_touch` AFTER UPDATE OF `company_id`, `doctors`, `users`, `patients`, `database_bytes`, `last_activity_at`, `taken_at`, `created_at` ON `company_usage`
BEGIN
  UPDATE `company_usage` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `company_id` = NEW.`company_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `impersonation_pages_touch` AFTER UPDATE OF `impersonation_id`, `path`, `times`, `created_at` ON `impersonation_pages`
BEGIN
  UPDATE `impersonation_pages` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `impersonation_id` = NEW.`impersonation_id` AND `path` = NEW.`path`;
END;
--> statement-breakpoint
CREATE TRIGGER `impersonations_touch` AFTER UPDATE OF `id`, `admin_id`, `company_id`, `reason`, `mode`, `return_path`, `started_at`, `expires_at`, `ended_at`, `ended_by`, `created_at` ON `impersonations`
BEGIN
  UPDATE `impersonations` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `recovery_codes_touch` AFTER UPDATE OF `id`, `user_id`, `code_hash`, `used_at`, `created_at` ON `recovery_codes`
BEGIN
  UPDATE `recovery_codes` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `second_factors_touch` AFTER UPDATE OF `user_id`, `sealed_secret`, `confirmed_at`, `last_step`, `created_at` ON `second_factors`
BEGIN
  UPDATE `second_factors` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `user_id` = NEW.`user_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `submissions_touch` AFTER UPDATE OF `key`, `action`, `actor_id`, `result`, `created_at` ON `submissions`
BEGIN
  UPDATE `submissions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `key` = NEW.`key`;
END;
--> statement-breakpoint
CREATE TRIGGER `usage_days_touch` AFTER UPDATE OF `day`, `company_id`, `doctors`, `users`, `patients`, `database_bytes`, `created_at` ON `usage_days`
BEGIN
  UPDATE `usage_days` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `day` = NEW.`day` AND `company_id` = NEW.`company_id`;
END;
