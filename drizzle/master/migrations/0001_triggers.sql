-- Triggers that no ORM writes: timestamps kept for any writer, append-only audit, search terms.
CREATE TRIGGER `catalogue_cities_touch` AFTER UPDATE OF `id`, `code`, `region_id`, `name_az`, `name_en`, `name_ru`, `created_at` ON `catalogue_cities`
BEGIN
  UPDATE `catalogue_cities` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `catalogue_clinics_touch` AFTER UPDATE OF `id`, `code`, `city_id`, `name_az`, `name_en`, `name_ru`, `created_at` ON `catalogue_clinics`
BEGIN
  UPDATE `catalogue_clinics` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `catalogue_regions_touch` AFTER UPDATE OF `id`, `code`, `iso_code`, `name_az`, `name_en`, `name_ru`, `created_at` ON `catalogue_regions`
BEGIN
  UPDATE `catalogue_regions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `catalogue_specializations_touch` AFTER UPDATE OF `id`, `code`, `name_az`, `name_en`, `name_ru`, `created_at` ON `catalogue_specializations`
BEGIN
  UPDATE `catalogue_specializations` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `catalogue_versions_touch` AFTER UPDATE OF `version`, `hash`, `applied_at`, `created_at` ON `catalogue_versions`
BEGIN
  UPDATE `catalogue_versions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `version` = NEW.`version`;
END;
--> statement-breakpoint
CREATE TRIGGER `companies_touch` AFTER UPDATE OF `id`, `slug`, `code`, `name`, `name_folded`, `email`, `phone`, `state`, `state_reason`, `time_zone`, `currency`, `is_demo`, `version`, `created_at` ON `companies`
BEGIN
  UPDATE `companies` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `plans_touch` AFTER UPDATE OF `id`, `name`, `position`, `monthly_price`, `yearly_price`, `currency`, `max_doctors`, `max_users`, `max_patients`, `max_storage_bytes`, `backup_schedule`, `has_sandbox`, `has_api`, `has_server_choice`, `is_recommended`, `is_public`, `version`, `created_at` ON `plans`
BEGIN
  UPDATE `plans` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `subscriptions_touch` AFTER UPDATE OF `id`, `company_id`, `plan_id`, `cycle`, `state`, `started_at`, `trial_ends_at`, `ended_at`, `version`, `created_at` ON `subscriptions`
BEGIN
  UPDATE `subscriptions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `memberships_touch` AFTER UPDATE OF `user_id`, `company_id`, `role`, `version`, `created_at` ON `memberships`
BEGIN
  UPDATE `memberships` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `user_id` = NEW.`user_id` AND `company_id` = NEW.`company_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `sessions_touch` AFTER UPDATE OF `id`, `user_id`, `company_id`, `expires_at`, `last_seen_at`, `address`, `user_agent`, `created_at` ON `sessions`
BEGIN
  UPDATE `sessions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `setup_tokens_touch` AFTER UPDATE OF `token_hash`, `expires_at`, `used_at`, `created_at` ON `setup_tokens`
BEGIN
  UPDATE `setup_tokens` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `token_hash` = NEW.`token_hash`;
END;
--> statement-breakpoint
CREATE TRIGGER `users_touch` AFTER UPDATE OF `id`, `username`, `email`, `password_hash`, `first_name`, `last_name`, `locale`, `state`, `is_master_admin`, `password_changed_at`, `version`, `created_at` ON `users`
BEGIN
  UPDATE `users` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `crossings_touch` AFTER UPDATE OF `id`, `company_id`, `kind`, `payload`, `attempts`, `last_error`, `done_at`, `created_at` ON `crossings`
BEGIN
  UPDATE `crossings` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `database_servers_touch` AFTER UPDATE OF `id`, `kind`, `name`, `url`, `admin_url`, `accepts_new`, `created_at` ON `database_servers`
BEGIN
  UPDATE `database_servers` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `installation_touch` AFTER UPDATE OF `one`, `id`, `removal_blocked_at`, `created_at` ON `installation`
BEGIN
  UPDATE `installation` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `one` = NEW.`one`;
END;
--> statement-breakpoint
CREATE TRIGGER `provisionings_touch` AFTER UPDATE OF `id`, `company_id`, `database_id`, `user_id`, `step`, `attempts`, `last_error`, `finished_at`, `created_at` ON `provisionings`
BEGIN
  UPDATE `provisionings` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
END;
--> statement-breakpoint
CREATE TRIGGER `tenant_databases_touch` AFTER UPDATE OF `id`, `company_id`, `server_id`, `state`, `state_reason`, `generation`, `epoch`, `schema_version`, `key_id`, `size_bytes`, `created_at` ON `tenant_databases`
BEGIN
  UPDATE `tenant_databases` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `id` = NEW.`id`;
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
