CREATE TABLE `audit_events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`actor_name` text NOT NULL,
	`impersonator_id` text,
	`impersonator_name` text,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`subject_label` text DEFAULT '' NOT NULL,
	`changes` text DEFAULT '{}' NOT NULL,
	`address` text,
	`request_id` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	CONSTRAINT "audit_events_hash_check" CHECK(length("hash") = 64 AND length("previous_hash") = 64),
	CONSTRAINT "audit_events_changes_check" CHECK(json_valid("changes"))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_events_id` ON `audit_events` (`id`);--> statement-breakpoint
CREATE INDEX `audit_events_subject` ON `audit_events` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE INDEX `audit_events_at` ON `audit_events` (`at`);--> statement-breakpoint
CREATE TABLE `doctor_terms` (
	`term` text NOT NULL,
	`doctor_id` text NOT NULL,
	PRIMARY KEY(`term`, `doctor_id`),
	FOREIGN KEY (`doctor_id`) REFERENCES `doctors`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `doctor_terms_doctor` ON `doctor_terms` (`doctor_id`);--> statement-breakpoint
CREATE TABLE `doctors` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`phone` text,
	`email` text,
	`gender` text,
	`category` text,
	`specialization_id` text NOT NULL,
	`region_id` text NOT NULL,
	`city_id` text NOT NULL,
	`clinic_id` text,
	`is_active` integer DEFAULT true NOT NULL,
	`notes` text,
	`archived_at` integer,
	`name_sort` text NOT NULL,
	`search_folded` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`specialization_id`) REFERENCES `specializations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`region_id`) REFERENCES `regions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`city_id`,`region_id`) REFERENCES `cities`(`id`,`region_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`clinic_id`,`city_id`) REFERENCES `clinics`(`id`,`city_id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "doctors_code_check" CHECK("code" GLOB 'D-[0-9][0-9][0-9][0-9][0-9][0-9]*'),
	CONSTRAINT "doctors_gender_check" CHECK("gender" IS NULL OR "gender" IN ('male', 'female', 'other', 'unknown')),
	CONSTRAINT "doctors_category_check" CHECK("category" IS NULL OR "category" IN ('A', 'B', 'C')),
	CONSTRAINT "doctors_phone_check" CHECK("phone" IS NULL OR ("phone" GLOB '+[1-9]*' AND substr("phone", 2) NOT GLOB '*[^0-9]*' AND length("phone") BETWEEN 8 AND 16)),
	CONSTRAINT "doctors_names_check" CHECK(length(trim("first_name")) > 0 AND length(trim("last_name")) > 0),
	CONSTRAINT "doctors_search_check" CHECK("search_folded" NOT GLOB '*["\]*')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `doctors_code` ON `doctors` (`code`);--> statement-breakpoint
CREATE INDEX `doctors_by_name` ON `doctors` (`archived_at`,`name_sort`);--> statement-breakpoint
CREATE INDEX `doctors_by_region` ON `doctors` (`region_id`,`archived_at`,`name_sort`);--> statement-breakpoint
CREATE INDEX `doctors_by_city` ON `doctors` (`city_id`,`archived_at`,`name_sort`);--> statement-breakpoint
CREATE INDEX `doctors_by_clinic` ON `doctors` (`clinic_id`,`archived_at`,`name_sort`);--> statement-breakpoint
CREATE INDEX `doctors_by_specialization` ON `doctors` (`specialization_id`,`archived_at`,`name_sort`);--> statement-breakpoint
CREATE INDEX `doctors_by_category` ON `doctors` (`category`,`archived_at`,`name_sort`);--> statement-breakpoint
CREATE INDEX `doctors_by_active` ON `doctors` (`is_active`,`archived_at`,`name_sort`);--> statement-breakpoint
CREATE INDEX `doctors_by_created` ON `doctors` (`archived_at`,`created_at`);--> statement-breakpoint
CREATE INDEX `doctors_by_code` ON `doctors` (`archived_at`,`code`);--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `identity` (
	`one` integer PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`database_id` text NOT NULL,
	`generation` integer NOT NULL,
	`epoch` integer NOT NULL,
	`fenced_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "identity_one_check" CHECK("one" = 1)
);
--> statement-breakpoint
CREATE TABLE `performed_crossings` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `submissions` (
	`key` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`actor_id` text NOT NULL,
	`result` text NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`first_name` text NOT NULL,
	`last_name` text NOT NULL,
	`email` text NOT NULL,
	`is_owner` integer DEFAULT false NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_email` ON `members` (`email`);--> statement-breakpoint
CREATE TABLE `organization` (
	`one` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`business_number` text,
	`business_type` text,
	`legal_structure` text,
	`country` text DEFAULT 'AZ' NOT NULL,
	`founded_on` text,
	`owner_id` text NOT NULL,
	`profiled_at` integer,
	`onboarding_skipped_at` integer,
	`is_demo` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "organization_one_check" CHECK("one" = 1),
	CONSTRAINT "organization_number_check" CHECK("business_number" IS NULL OR (length("business_number") = 10 AND "business_number" NOT GLOB '*[^0-9]*')),
	CONSTRAINT "organization_type_check" CHECK("business_type" IS NULL OR "business_type" IN ('hospital', 'clinic', 'pharmacy', 'pharmaceutical', 'laboratory', 'distributor', 'other')),
	CONSTRAINT "organization_structure_check" CHECK("legal_structure" IS NULL OR "legal_structure" IN ('llc', 'ojsc', 'cjsc', 'sole-proprietor', 'public-legal-entity', 'state', 'non-profit', 'branch', 'other')),
	CONSTRAINT "organization_country_check" CHECK("country" GLOB '[A-Z][A-Z]'),
	CONSTRAINT "organization_founded_check" CHECK("founded_on" IS NULL OR date("founded_on") IS "founded_on")
);
--> statement-breakpoint
CREATE TABLE `cities` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`name_ru` text,
	`name_folded` text NOT NULL,
	`search_folded` text NOT NULL,
	`name_sort` text NOT NULL,
	`origin` text NOT NULL,
	`catalogue_id` text,
	`archived_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`region_id` text NOT NULL,
	FOREIGN KEY (`region_id`) REFERENCES `regions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cities_origin_check" CHECK("origin" IN ('catalogue', 'company')),
	CONSTRAINT "cities_catalogue_check" CHECK(("origin" = 'catalogue') = ("catalogue_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cities_name` ON `cities` (`region_id`,`name_folded`);--> statement-breakpoint
CREATE UNIQUE INDEX `cities_catalogue` ON `cities` (`catalogue_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cities_in_region` ON `cities` (`id`,`region_id`);--> statement-breakpoint
CREATE INDEX `cities_sort` ON `cities` (`name_sort`);--> statement-breakpoint
CREATE TABLE `clinics` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`name_ru` text,
	`name_folded` text NOT NULL,
	`search_folded` text NOT NULL,
	`name_sort` text NOT NULL,
	`origin` text NOT NULL,
	`catalogue_id` text,
	`archived_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`city_id` text NOT NULL,
	`address` text,
	`phone` text,
	FOREIGN KEY (`city_id`) REFERENCES `cities`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "clinics_phone_check" CHECK("phone" IS NULL OR ("phone" GLOB '+[1-9]*' AND substr("phone", 2) NOT GLOB '*[^0-9]*' AND length("phone") BETWEEN 8 AND 16)),
	CONSTRAINT "clinics_origin_check" CHECK("origin" IN ('catalogue', 'company')),
	CONSTRAINT "clinics_catalogue_check" CHECK(("origin" = 'catalogue') = ("catalogue_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clinics_name` ON `clinics` (`city_id`,`name_folded`);--> statement-breakpoint
CREATE UNIQUE INDEX `clinics_catalogue` ON `clinics` (`catalogue_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `clinics_in_city` ON `clinics` (`id`,`city_id`);--> statement-breakpoint
CREATE INDEX `clinics_sort` ON `clinics` (`name_sort`);--> statement-breakpoint
CREATE TABLE `regions` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`name_ru` text,
	`name_folded` text NOT NULL,
	`search_folded` text NOT NULL,
	`name_sort` text NOT NULL,
	`origin` text NOT NULL,
	`catalogue_id` text,
	`archived_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`code` text NOT NULL,
	`iso_code` text,
	CONSTRAINT "regions_origin_check" CHECK("origin" IN ('catalogue', 'company')),
	CONSTRAINT "regions_catalogue_check" CHECK(("origin" = 'catalogue') = ("catalogue_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `regions_code` ON `regions` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `regions_name` ON `regions` (`name_folded`);--> statement-breakpoint
CREATE UNIQUE INDEX `regions_catalogue` ON `regions` (`catalogue_id`);--> statement-breakpoint
CREATE INDEX `regions_sort` ON `regions` (`name_sort`);--> statement-breakpoint
CREATE TABLE `specializations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_en` text,
	`name_ru` text,
	`name_folded` text NOT NULL,
	`search_folded` text NOT NULL,
	`name_sort` text NOT NULL,
	`origin` text NOT NULL,
	`catalogue_id` text,
	`archived_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`code` text NOT NULL,
	CONSTRAINT "specializations_origin_check" CHECK("origin" IN ('catalogue', 'company')),
	CONSTRAINT "specializations_catalogue_check" CHECK(("origin" = 'catalogue') = ("catalogue_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `specializations_code` ON `specializations` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `specializations_name` ON `specializations` (`name_folded`);--> statement-breakpoint
CREATE UNIQUE INDEX `specializations_catalogue` ON `specializations` (`catalogue_id`);--> statement-breakpoint
CREATE INDEX `specializations_sort` ON `specializations` (`name_sort`);