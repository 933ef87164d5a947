CREATE TABLE "challenges" (
	"challenge" text PRIMARY KEY NOT NULL,
	"account" text,
	"purpose" text NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_cosignatures" (
	"register" text NOT NULL,
	"witness" text NOT NULL,
	"size" bigint NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "register_cosignatures_register_witness_pk" PRIMARY KEY("register","witness")
);
--> statement-breakpoint
CREATE TABLE "email_codes" (
	"binding" text PRIMARY KEY NOT NULL,
	"identity" text NOT NULL,
	"name" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" bigint NOT NULL,
	"return_to" text NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "register_published" (
	"register" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"checkpoint" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roll_requests" (
	"vote" text NOT NULL,
	"account" text NOT NULL,
	"reason" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"verdict" text,
	"answer" text,
	"proposer" text,
	"confirmer" text,
	"decided_at" bigint,
	CONSTRAINT "roll_requests_vote_account_pk" PRIMARY KEY("vote","account")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "assurance" text DEFAULT 'high' NOT NULL;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "batch" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_requests" ADD CONSTRAINT "roll_requests_vote_votes_id_fk" FOREIGN KEY ("vote") REFERENCES "public"."votes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_requests" ADD CONSTRAINT "roll_requests_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_requests" ADD CONSTRAINT "roll_requests_proposer_accounts_id_fk" FOREIGN KEY ("proposer") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_requests" ADD CONSTRAINT "roll_requests_confirmer_accounts_id_fk" FOREIGN KEY ("confirmer") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "passkeys_account" ON "passkeys" USING btree ("account");