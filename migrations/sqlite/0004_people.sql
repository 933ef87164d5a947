CREATE TABLE `challenges` (
	`challenge` text PRIMARY KEY NOT NULL,
	`account` text,
	`purpose` text NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `register_cosignatures` (
	`register` text NOT NULL,
	`witness` text NOT NULL,
	`size` integer NOT NULL,
	`line` text NOT NULL,
	PRIMARY KEY(`register`, `witness`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `email_codes` (
	`binding` text PRIMARY KEY NOT NULL,
	`identity` text NOT NULL,
	`name` text NOT NULL,
	`code_hash` text NOT NULL,
	`tries` integer NOT NULL,
	`return_to` text NOT NULL,
	`expires_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `passkeys_account` ON `passkeys` (`account`);--> statement-breakpoint
CREATE TABLE `register_published` (
	`register` text PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`checkpoint` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `roll_requests` (
	`vote` text NOT NULL,
	`account` text NOT NULL,
	`reason` text NOT NULL,
	`asked_at` integer NOT NULL,
	`verdict` text,
	`answer` text,
	`proposer` text,
	`confirmer` text,
	`decided_at` integer,
	PRIMARY KEY(`vote`, `account`),
	FOREIGN KEY (`vote`) REFERENCES `votes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposer`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmer`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
ALTER TABLE `sessions` ADD `assurance` text DEFAULT 'high' NOT NULL;--> statement-breakpoint
ALTER TABLE `votes` ADD `batch` integer DEFAULT 1 NOT NULL;