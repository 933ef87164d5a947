ALTER TABLE `collections` ADD `ends` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `collections` ADD `signed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `signatures` ADD `withdrawal` integer;--> statement-breakpoint
UPDATE `collections` SET `ends` = json_extract(`terms`, '$.ends'), `signed` = (SELECT count(*) FROM `signatures` WHERE `signatures`.`object` = `collections`.`object`);
