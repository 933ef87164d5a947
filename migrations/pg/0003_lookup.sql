ALTER TABLE "register_entries" ADD COLUMN "type" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "register_entries" ADD COLUMN "object" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "register_entries_object" ON "register_entries" USING btree ("register","object","idx");--> statement-breakpoint
CREATE INDEX "register_entries_type" ON "register_entries" USING btree ("register","type","idx");