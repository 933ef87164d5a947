CREATE TABLE `comments` (
	`proposal` text NOT NULL,
	`number` integer NOT NULL,
	`thread` integer NOT NULL,
	`answers` integer,
	`account` text NOT NULL,
	`text` text NOT NULL,
	`is_official` integer NOT NULL,
	`state` text NOT NULL,
	`waits` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`proposal`, `number`),
	FOREIGN KEY (`proposal`) REFERENCES `proposals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `comments_thread` ON `comments` (`proposal`,`thread`,`number`);--> statement-breakpoint
CREATE INDEX `comments_top` ON `comments` (`proposal`,`answers`,`number`);--> statement-breakpoint
CREATE INDEX `comments_account` ON `comments` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `comments_waits` ON `comments` (`waits`,`at`);--> statement-breakpoint
CREATE TABLE `comment_moderations` (
	`proposal` text NOT NULL,
	`number` integer NOT NULL,
	`position` integer NOT NULL,
	`act` text NOT NULL,
	`reasons` text NOT NULL,
	`text` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`proposal`, `number`, `position`),
	FOREIGN KEY (`actor`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposal`,`number`) REFERENCES `comments`(`proposal`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `comment_moderations_at` ON `comment_moderations` (`at`);--> statement-breakpoint
CREATE TABLE `comment_reactions` (
	`proposal` text NOT NULL,
	`number` integer NOT NULL,
	`account` text NOT NULL,
	`reaction` text NOT NULL,
	PRIMARY KEY(`proposal`, `number`, `account`),
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposal`,`number`) REFERENCES `comments`(`proposal`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `comment_reports` (
	`proposal` text NOT NULL,
	`number` integer NOT NULL,
	`account` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`is_settled` integer NOT NULL,
	PRIMARY KEY(`proposal`, `number`, `account`),
	FOREIGN KEY (`account`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposal`,`number`) REFERENCES `comments`(`proposal`,`number`) ON UPDATE no action ON DELETE no action
) STRICT;
