CREATE TABLE `acts` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`action` text NOT NULL,
	`object` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `acts_at` ON `acts` (`at`);