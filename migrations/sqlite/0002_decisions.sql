CREATE TABLE `decisions` (
	`vote` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`proposer` text NOT NULL,
	`proposed_at` integer NOT NULL,
	`roll` text,
	`confirmer` text,
	`decided_at` integer,
	`text` text,
	PRIMARY KEY(`vote`, `number`),
	FOREIGN KEY (`vote`) REFERENCES `votes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposer`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmer`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
