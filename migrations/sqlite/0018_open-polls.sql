CREATE TABLE `poll_answers` (
	`process` text NOT NULL,
	`nullifier` text NOT NULL,
	`entry` integer NOT NULL,
	`opening` text NOT NULL,
	`answer` text NOT NULL,
	PRIMARY KEY(`process`, `nullifier`),
	FOREIGN KEY (`process`) REFERENCES `processes`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `poll_answers_entry` ON `poll_answers` (`process`,`entry`);--> statement-breakpoint
ALTER TABLE `processes` ADD `phase_entry` integer;