CREATE TABLE "poll_answers" (
	"process" text NOT NULL,
	"nullifier" text NOT NULL,
	"entry" bigint NOT NULL,
	"opening" text NOT NULL,
	"answer" jsonb NOT NULL,
	CONSTRAINT "poll_answers_process_nullifier_pk" PRIMARY KEY("process","nullifier")
);
--> statement-breakpoint
ALTER TABLE "processes" ADD COLUMN "phase_entry" bigint;--> statement-breakpoint
ALTER TABLE "poll_answers" ADD CONSTRAINT "poll_answers_process_processes_id_fk" FOREIGN KEY ("process") REFERENCES "public"."processes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "poll_answers_entry" ON "poll_answers" USING btree ("process","entry");