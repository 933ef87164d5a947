CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`identity` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_identity_unique` ON `accounts` (`identity`);--> statement-breakpoint
CREATE TABLE `ballots` (
	`vote` text NOT NULL,
	`hash` text NOT NULL,
	`credential` text NOT NULL,
	`text` text NOT NULL,
	`hints` blob NOT NULL,
	`commitment` text NOT NULL,
	`opening` text NOT NULL,
	`revision` integer NOT NULL,
	`number` integer,
	PRIMARY KEY(`vote`, `hash`),
	FOREIGN KEY (`vote`,`credential`) REFERENCES `tokens`(`vote`,`credential`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `ballots_revision` ON `ballots` (`vote`,`credential`,`revision`);--> statement-breakpoint
CREATE UNIQUE INDEX `ballots_number` ON `ballots` (`vote`,`number`);--> statement-breakpoint
CREATE TABLE `register_entries` (
	`register` text NOT NULL,
	`idx` integer NOT NULL,
	`bytes` blob NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`register`, `idx`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `register_entries_hash` ON `register_entries` (`register`,`hash`);--> statement-breakpoint
CREATE TABLE `register_heads` (
	`register` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`hash` text NOT NULL,
	`checkpoint` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `issuances` (
	`vote` text NOT NULL,
	`position` integer NOT NULL,
	`request` text NOT NULL,
	`opening` text NOT NULL,
	PRIMARY KEY(`vote`, `position`),
	FOREIGN KEY (`vote`,`position`) REFERENCES `roll`(`vote`,`position`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `issuances_request` ON `issuances` (`vote`,`request`);--> statement-breakpoint
CREATE TABLE `members` (
	`vote` text NOT NULL,
	`member` integer NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`vote`, `member`),
	FOREIGN KEY (`vote`) REFERENCES `votes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `members_account` ON `members` (`vote`,`account`);--> statement-breakpoint
CREATE TABLE `messages` (
	`vote` text NOT NULL,
	`step` text NOT NULL,
	`member` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`vote`, `step`, `member`),
	FOREIGN KEY (`vote`,`member`) REFERENCES `members`(`vote`,`member`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `roles` (
	`account` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`account`, `role`),
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `roll` (
	`vote` text NOT NULL,
	`position` integer NOT NULL,
	`identity` text NOT NULL,
	`tag` text NOT NULL,
	PRIMARY KEY(`vote`, `position`),
	FOREIGN KEY (`vote`) REFERENCES `votes`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `roll_identity` ON `roll` (`vote`,`identity`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `sign_ins` (
	`state` text PRIMARY KEY NOT NULL,
	`verifier` text NOT NULL,
	`nonce` text NOT NULL,
	`return_to` text NOT NULL,
	`expires_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `register_tiles` (
	`register` text NOT NULL,
	`path` text NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`register`, `path`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `tokens` (
	`vote` text NOT NULL,
	`credential` text NOT NULL,
	`element` text NOT NULL,
	PRIMARY KEY(`vote`, `credential`),
	FOREIGN KEY (`vote`) REFERENCES `votes`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `votes` (
	`id` text PRIMARY KEY NOT NULL,
	`phase` text NOT NULL,
	`title` text NOT NULL,
	`pots` text NOT NULL,
	`threshold` integer NOT NULL,
	`opens` integer NOT NULL,
	`closes` integer NOT NULL,
	`issuer` text NOT NULL,
	`issuer_shares` blob NOT NULL,
	`trustees` text,
	`manifest` text,
	`election` text,
	`closed` text,
	`tally` text,
	`sized_tally` text,
	`tokens` text,
	`result` text
) STRICT;
