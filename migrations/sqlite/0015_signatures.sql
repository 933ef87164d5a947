CREATE TABLE `collections` (
	`object` text PRIMARY KEY NOT NULL,
	`terms` text NOT NULL,
	`ended_at` integer,
	`is_reached` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `signatures` (
	`object` text NOT NULL,
	`nullifier` text NOT NULL,
	`entry` integer NOT NULL,
	`opening` text,
	`at` integer NOT NULL,
	`name` text,
	PRIMARY KEY(`object`, `nullifier`),
	FOREIGN KEY (`object`) REFERENCES `collections`(`object`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `signatures_entry` ON `signatures` (`object`,`entry`);