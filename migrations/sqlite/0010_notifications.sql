CREATE TABLE `follows` (
	`object` text NOT NULL,
	`account` text NOT NULL,
	PRIMARY KEY(`object`, `account`),
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `follows_account` ON `follows` (`account`);--> statement-breakpoint
CREATE TABLE `letters` (
	`id` text PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	`tries` integer NOT NULL,
	`due` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `letters_due` ON `letters` (`due`);--> statement-breakpoint
CREATE TABLE `mail_wishes` (
	`account` text PRIMARY KEY NOT NULL,
	`address` blob NOT NULL,
	`masked` text NOT NULL,
	`language` text NOT NULL,
	`frequency` text NOT NULL,
	`is_confirmed` integer NOT NULL,
	`code_hash` text NOT NULL,
	`tries` integer NOT NULL,
	`asked_at` integer NOT NULL,
	`written_at` integer NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`notice` text NOT NULL,
	`at` integer NOT NULL,
	`is_read` integer NOT NULL,
	`is_mailed` integer NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `notifications_account` ON `notifications` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`account`,`is_read`);--> statement-breakpoint
CREATE INDEX `notifications_unmailed` ON `notifications` (`account`,`is_mailed`);