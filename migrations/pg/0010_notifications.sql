CREATE TABLE "follows" (
	"object" text NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "follows_object_account_pk" PRIMARY KEY("object","account")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"tries" bigint NOT NULL,
	"due" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_wishes" (
	"account" text PRIMARY KEY NOT NULL,
	"address" "bytea" NOT NULL,
	"masked" text NOT NULL,
	"language" text NOT NULL,
	"frequency" text NOT NULL,
	"is_confirmed" boolean NOT NULL,
	"code_hash" text NOT NULL,
	"tries" bigint NOT NULL,
	"asked_at" bigint NOT NULL,
	"written_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"notice" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"is_read" boolean NOT NULL,
	"is_mailed" boolean NOT NULL
);
--> statement-breakpoint
ALTER TABLE "follows" ADD CONSTRAINT "follows_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mail_wishes" ADD CONSTRAINT "mail_wishes_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follows_account" ON "follows" USING btree ("account");--> statement-breakpoint
CREATE INDEX "letters_due" ON "letters" USING btree ("due");--> statement-breakpoint
CREATE INDEX "notifications_account" ON "notifications" USING btree ("account","at");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("account","is_read");--> statement-breakpoint
CREATE INDEX "notifications_unmailed" ON "notifications" USING btree ("account","is_mailed");