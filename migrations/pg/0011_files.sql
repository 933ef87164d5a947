CREATE TABLE "attachments" (
	"proposal" text NOT NULL,
	"number" bigint NOT NULL,
	"purpose" text NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"alt" text NOT NULL,
	"is_attached" boolean NOT NULL,
	"is_public" boolean NOT NULL,
	"added_by" text NOT NULL,
	CONSTRAINT "attachments_proposal_number_pk" PRIMARY KEY("proposal","number")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"hash" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_hash_files_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."files"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_added_by_accounts_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_hash" ON "attachments" USING btree ("hash");