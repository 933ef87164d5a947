CREATE TABLE "follow_ups" (
	"proposal" text NOT NULL,
	"number" bigint NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	"entry" bigint NOT NULL,
	CONSTRAINT "follow_ups_proposal_number_pk" PRIMARY KEY("proposal","number")
);
--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "progress" text;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;