CREATE TABLE "proposal_merges" (
	"proposal" text PRIMARY KEY NOT NULL,
	"into_id" text NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "proposal_merges" ADD CONSTRAINT "proposal_merges_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_merges" ADD CONSTRAINT "proposal_merges_into_id_proposals_id_fk" FOREIGN KEY ("into_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposal_merges_into" ON "proposal_merges" USING btree ("into_id");