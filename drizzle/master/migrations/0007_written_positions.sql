CREATE TABLE `written_positions` (
	`user_id` text NOT NULL,
	`database_id` text NOT NULL,
	`generation` integer NOT NULL,
	`position` integer NOT NULL,
	`created_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	`updated_at` integer DEFAULT (CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)) NOT NULL,
	PRIMARY KEY(`user_id`, `database_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`database_id`) REFERENCES `tenant_databases`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `written_positions_database` ON `written_positions` (`database_id`);--> statement-breakpoint
CREATE TRIGGER `written_positions_touch` AFTER UPDATE OF `user_id`, `database_id`, `generation`, `position`, `created_at` ON `written_positions`
BEGIN
  UPDATE `written_positions` SET `updated_at` = CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) WHERE `user_id` = NEW.`user_id` AND `database_id` = NEW.`database_id`;
END;
