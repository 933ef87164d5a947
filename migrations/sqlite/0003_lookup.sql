ALTER TABLE `register_entries` ADD `type` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `register_entries` ADD `object` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `register_entries_object` ON `register_entries` (`register`,`object`,`idx`);--> statement-breakpoint
CREATE INDEX `register_entries_type` ON `register_entries` (`register`,`type`,`idx`);