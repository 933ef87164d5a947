CREATE TABLE "comments" (
	"proposal" text NOT NULL,
	"number" bigint NOT NULL,
	"thread" bigint NOT NULL,
	"answers" bigint,
	"account" text NOT NULL,
	"text" text NOT NULL,
	"is_official" boolean NOT NULL,
	"state" text NOT NULL,
	"waits" text,
	"at" bigint NOT NULL,
	CONSTRAINT "comments_proposal_number_pk" PRIMARY KEY("proposal","number")
);
--> statement-breakpoint
CREATE TABLE "comment_moderations" (
	"proposal" text NOT NULL,
	"number" bigint NOT NULL,
	"position" bigint NOT NULL,
	"act" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"text" text NOT NULL,
	"actor" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "comment_moderations_proposal_number_position_pk" PRIMARY KEY("proposal","number","position")
);
--> statement-breakpoint
CREATE TABLE "comment_reactions" (
	"proposal" text NOT NULL,
	"number" bigint NOT NULL,
	"account" text NOT NULL,
	"reaction" text NOT NULL,
	CONSTRAINT "comment_reactions_proposal_number_account_pk" PRIMARY KEY("proposal","number","account")
);
--> statement-breakpoint
CREATE TABLE "comment_reports" (
	"proposal" text NOT NULL,
	"number" bigint NOT NULL,
	"account" text NOT NULL,
	"reason" text NOT NULL,
	"at" bigint NOT NULL,
	"is_settled" boolean NOT NULL,
	CONSTRAINT "comment_reports_proposal_number_account_pk" PRIMARY KEY("proposal","number","account")
);
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_proposal_proposals_id_fk" FOREIGN KEY ("proposal") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_moderations" ADD CONSTRAINT "comment_moderations_actor_accounts_id_fk" FOREIGN KEY ("actor") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_moderations" ADD CONSTRAINT "comment_moderations_proposal_number_comments_proposal_number_fk" FOREIGN KEY ("proposal","number") REFERENCES "public"."comments"("proposal","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reactions" ADD CONSTRAINT "comment_reactions_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reactions" ADD CONSTRAINT "comment_reactions_proposal_number_comments_proposal_number_fk" FOREIGN KEY ("proposal","number") REFERENCES "public"."comments"("proposal","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reports" ADD CONSTRAINT "comment_reports_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_reports" ADD CONSTRAINT "comment_reports_proposal_number_comments_proposal_number_fk" FOREIGN KEY ("proposal","number") REFERENCES "public"."comments"("proposal","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_thread" ON "comments" USING btree ("proposal","thread","number");--> statement-breakpoint
CREATE INDEX "comments_top" ON "comments" USING btree ("proposal","answers","number");--> statement-breakpoint
CREATE INDEX "comments_account" ON "comments" USING btree ("account","at");--> statement-breakpoint
CREATE INDEX "comments_waits" ON "comments" USING btree ("waits","at");--> statement-breakpoint
CREATE INDEX "comment_moderations_at" ON "comment_moderations" USING btree ("at");