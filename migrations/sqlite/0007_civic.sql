CREATE TABLE `documents` (
	`process` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`entry` integer NOT NULL,
	PRIMARY KEY(`process`, `name`, `version`),
	FOREIGN KEY (`process`) REFERENCES `processes`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `processes` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`draft` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`schedule` text,
	`phase` text,
	`vote` text,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `proposal_authors` (
	`proposal` text NOT NULL,
	`account` text NOT NULL,
	`position` integer NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`proposal`, `account`),
	FOREIGN KEY (`proposal`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `proposal_authors_position` ON `proposal_authors` (`proposal`,`position`);--> statement-breakpoint
CREATE INDEX `proposal_authors_account` ON `proposal_authors` (`account`);--> statement-breakpoint
CREATE TABLE `proposal_events` (
	`proposal` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`details` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`proposal`, `number`),
	FOREIGN KEY (`proposal`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`actor`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `proposal_invitations` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`proposal` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`proposal`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `proposal_versions` (
	`proposal` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	`entry` integer NOT NULL,
	PRIMARY KEY(`proposal`, `version`),
	FOREIGN KEY (`proposal`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`process` text NOT NULL,
	`number` integer,
	`status` text NOT NULL,
	`draft` text NOT NULL,
	`version` integer NOT NULL,
	`card` text,
	`group_id` text NOT NULL,
	`category` text NOT NULL,
	`due` integer,
	`place` integer,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`process`) REFERENCES `processes`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `proposals_number` ON `proposals` (`process`,`number`);--> statement-breakpoint
CREATE INDEX `proposals_status` ON `proposals` (`process`,`status`,`number`);--> statement-breakpoint
CREATE TABLE `search_words` (
	`scope` text NOT NULL,
	`word` text NOT NULL,
	`object` text NOT NULL,
	PRIMARY KEY(`scope`, `word`, `object`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_words_object` ON `search_words` (`object`);