CREATE TABLE "decisions" (
	"vote" text NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"proposer" text NOT NULL,
	"proposed_at" bigint NOT NULL,
	"roll" jsonb,
	"confirmer" text,
	"decided_at" bigint,
	"text" text,
	CONSTRAINT "decisions_vote_number_pk" PRIMARY KEY("vote","number")
);
--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_vote_votes_id_fk" FOREIGN KEY ("vote") REFERENCES "public"."votes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_proposer_accounts_id_fk" FOREIGN KEY ("proposer") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_confirmer_accounts_id_fk" FOREIGN KEY ("confirmer") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;