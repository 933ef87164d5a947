CREATE TABLE `paper_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`vote` text NOT NULL,
	`label` text NOT NULL,
	`forms` integer NOT NULL,
	`sheet` text NOT NULL,
	`created_at` integer NOT NULL,
	`number` integer,
	`text` text,
	FOREIGN KEY (`vote`) REFERENCES `votes`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `paper_batches_number` ON `paper_batches` (`vote`,`number`);--> statement-breakpoint
CREATE TABLE `paper_entries` (
	`batch` text NOT NULL,
	`person` text NOT NULL,
	`lines` text NOT NULL,
	PRIMARY KEY(`batch`, `person`),
	FOREIGN KEY (`batch`) REFERENCES `paper_batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `issuances` ADD `is_form` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `votes` ADD `is_paper` integer DEFAULT false NOT NULL;