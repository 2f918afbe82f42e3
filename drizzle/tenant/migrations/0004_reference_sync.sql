CREATE TABLE `reference_bases` (
	`kind` text NOT NULL,
	`catalogue_id` text NOT NULL,
	`base` text NOT NULL,
	`edition` integer NOT NULL,
	`withdrawn_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	PRIMARY KEY(`kind`, `catalogue_id`),
	CONSTRAINT "reference_bases_kind_check" CHECK("kind" IN ('region', 'city', 'clinic', 'specialization')),
	CONSTRAINT "reference_bases_base_check" CHECK(json_valid("base"))
);
--> statement-breakpoint
CREATE TABLE `reference_sync` (
	`one` integer PRIMARY KEY NOT NULL,
	`edition` integer NOT NULL,
	`synced_at` integer NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "reference_sync_one_check" CHECK("one" = 1)
);
