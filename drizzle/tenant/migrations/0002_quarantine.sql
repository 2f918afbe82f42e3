CREATE TABLE `quarantined_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`table_name` text NOT NULL,
	`row` text NOT NULL,
	`reason` text NOT NULL,
	`reference` text,
	`found_at` integer NOT NULL,
	`restored_at` integer,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	CONSTRAINT "quarantined_rows_row_check" CHECK(json_valid("row")),
	CONSTRAINT "quarantined_rows_reference_check" CHECK("reference" IS NULL OR json_valid("reference"))
);
--> statement-breakpoint
CREATE INDEX `quarantined_rows_waiting` ON `quarantined_rows` (`table_name`) WHERE "restored_at" IS NULL;