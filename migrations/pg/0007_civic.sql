CREATE TABLE "documents" (
	"process" text NOT NULL,
	"name" text NOT NULL,
	"version" bigint NOT NULL,
	"text" text NOT NULL,
	"reason" text NOT NULL,
	"at" bigint NOT NULL,
	"entry" bigint NOT NULL,
	CONSTRAINT "documents_process_name_version_pk" PRIMARY KEY("process","name","version")
);
--> statement-breakpoint
CREATE TABLE "processes" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"draft" jsonb NOT NULL,
	"version" bigint NOT NULL,
	"title" text NOT NULL,
	"schedule" jsonb,
	"phase" text,
	"vote" text,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposal_authors" (
	"proposal" text NOT NULL,
	"account" text NOT NULL,
	"position" bigint NOT NULL,
	"joined_at" bigint NOT NULL,
	CONSTRAINT "proposal_authors_proposal_account_pk" PRIMARY KEY("proposal","account")
);
--> statement-breakpoint
CREATE TABLE "proposal_events" (
	"proposal" text NOT NULL,
	"number" bigint NOT NULL,
	"kind" text NOT NULL,
	"details" jsonb NOT NULL,
	"actor" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "proposal_events_proposal_number_pk" PRIMARY KEY("proposal","number")
);
--> statement-breakpoint
CREATE TABLE "proposal_invitations" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"proposal" text NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposal_versions" (
	"proposal" text NOT NULL,
	"version" bigint NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	"entry" bigint NOT NULL,
	CONSTRAINT "proposal_versions_proposal_version_pk" PRIMARY KEY("proposal","version")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"process" text NOT NULL,
	"number" bigint,
	"status" text NOT NULL,
	"draft" jsonb NOT NULL,
	"version" bigint NOT NULL,
	"card" jsonb,
	"group_id" text NOT NULL,
	"category" text NOT NULL,
	"due" bigint,
	"place" bigint,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"scope" text NOT NULL,
	"word" text NOT NULL,
	"object" text NOT NULL,
	CONSTRAINT "search_words_scope_word_object_pk" PRIMARY KEY("scope","word","object")
);
--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_process_processes_id_fk" FOREIGN KEY ("process") REFERENCES "public"."processes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_authors" ADD CONSTRAINT "proposal_authors_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_authors" ADD CONSTRAINT "proposal_authors_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_events" ADD CONSTRAINT "proposal_events_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_events" ADD CONSTRAINT "proposal_events_actor_accounts_id_fk" FOREIGN KEY ("actor") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_invitations" ADD CONSTRAINT "proposal_invitations_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_versions" ADD CONSTRAINT "proposal_versions_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_process_processes_id_fk" FOREIGN KEY ("process") REFERENCES "public"."processes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_authors_position" ON "proposal_authors" USING btree ("proposal","position");--> statement-breakpoint
CREATE INDEX "proposal_authors_account" ON "proposal_authors" USING btree ("account");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_number" ON "proposals" USING btree ("process","number");--> statement-breakpoint
CREATE INDEX "proposals_status" ON "proposals" USING btree ("process","status","number");--> statement-breakpoint
CREATE INDEX "search_words_object" ON "search_words" USING btree ("object");