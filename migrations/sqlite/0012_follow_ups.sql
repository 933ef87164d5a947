CREATE TABLE `follow_ups` (
	`proposal` text NOT NULL,
	`number` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`entry` integer NOT NULL,
	PRIMARY KEY(`proposal`, `number`),
	FOREIGN KEY (`proposal`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `proposals` ADD `progress` text;