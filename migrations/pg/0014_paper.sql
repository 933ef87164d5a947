CREATE TABLE "paper_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"vote" text NOT NULL,
	"label" text NOT NULL,
	"forms" bigint NOT NULL,
	"sheet" text NOT NULL,
	"created_at" bigint NOT NULL,
	"number" bigint,
	"text" text
);
--> statement-breakpoint
CREATE TABLE "paper_entries" (
	"batch" text NOT NULL,
	"person" text NOT NULL,
	"lines" jsonb NOT NULL,
	CONSTRAINT "paper_entries_batch_person_pk" PRIMARY KEY("batch","person")
);
--> statement-breakpoint
ALTER TABLE "issuances" ADD COLUMN "is_form" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "is_paper" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "paper_batches" ADD CONSTRAINT "paper_batches_vote_votes_id_fk" FOREIGN KEY ("vote") REFERENCES "public"."votes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_entries" ADD CONSTRAINT "paper_entries_batch_paper_batches_id_fk" FOREIGN KEY ("batch") REFERENCES "public"."paper_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_entries" ADD CONSTRAINT "paper_entries_person_accounts_id_fk" FOREIGN KEY ("person") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "paper_batches_number" ON "paper_batches" USING btree ("vote","number");