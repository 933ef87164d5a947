CREATE TABLE `attachments` (
	`proposal` text NOT NULL,
	`number` integer NOT NULL,
	`purpose` text NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`alt` text NOT NULL,
	`is_attached` integer NOT NULL,
	`is_public` integer NOT NULL,
	`added_by` text NOT NULL,
	PRIMARY KEY(`proposal`, `number`),
	FOREIGN KEY (`proposal`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hash`) REFERENCES `files`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `attachments_hash` ON `attachments` (`hash`);--> statement-breakpoint
CREATE TABLE `files` (
	`hash` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`bytes` blob NOT NULL
) STRICT;
