CREATE TABLE "acts" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"action" text NOT NULL,
	"object" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "acts" ADD CONSTRAINT "acts_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "acts_at" ON "acts" USING btree ("at");