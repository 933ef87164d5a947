CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"identity" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "accounts_identity_unique" UNIQUE("identity")
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"vote" text NOT NULL,
	"hash" text NOT NULL,
	"credential" text NOT NULL,
	"text" text NOT NULL,
	"hints" "bytea" NOT NULL,
	"commitment" text NOT NULL,
	"opening" text NOT NULL,
	"revision" bigint NOT NULL,
	"number" bigint,
	CONSTRAINT "ballots_vote_hash_pk" PRIMARY KEY("vote","hash")
);
--> statement-breakpoint
CREATE TABLE "register_entries" (
	"register" text NOT NULL,
	"idx" bigint NOT NULL,
	"bytes" "bytea" NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "register_entries_register_idx_pk" PRIMARY KEY("register","idx")
);
--> statement-breakpoint
CREATE TABLE "register_heads" (
	"register" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"hash" text NOT NULL,
	"checkpoint" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "issuances" (
	"vote" text NOT NULL,
	"position" bigint NOT NULL,
	"request" text NOT NULL,
	"opening" text NOT NULL,
	CONSTRAINT "issuances_vote_position_pk" PRIMARY KEY("vote","position")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"vote" text NOT NULL,
	"member" bigint NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "members_vote_member_pk" PRIMARY KEY("vote","member")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"vote" text NOT NULL,
	"step" text NOT NULL,
	"member" bigint NOT NULL,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "messages_vote_step_member_pk" PRIMARY KEY("vote","step","member")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"account" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "roles_account_role_pk" PRIMARY KEY("account","role")
);
--> statement-breakpoint
CREATE TABLE "roll" (
	"vote" text NOT NULL,
	"position" bigint NOT NULL,
	"identity" text NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "roll_vote_position_pk" PRIMARY KEY("vote","position")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"state" text PRIMARY KEY NOT NULL,
	"verifier" text NOT NULL,
	"nonce" text NOT NULL,
	"return_to" text NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "register_tiles" (
	"register" text NOT NULL,
	"path" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "register_tiles_register_path_pk" PRIMARY KEY("register","path")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"vote" text NOT NULL,
	"credential" text NOT NULL,
	"element" text NOT NULL,
	CONSTRAINT "tokens_vote_credential_pk" PRIMARY KEY("vote","credential")
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"id" text PRIMARY KEY NOT NULL,
	"phase" text NOT NULL,
	"title" text NOT NULL,
	"pots" jsonb NOT NULL,
	"threshold" bigint NOT NULL,
	"opens" bigint NOT NULL,
	"closes" bigint NOT NULL,
	"issuer" text NOT NULL,
	"issuer_shares" "bytea" NOT NULL,
	"trustees" text,
	"manifest" text,
	"election" text,
	"closed" jsonb,
	"tally" text,
	"sized_tally" text,
	"tokens" text,
	"result" text
);
--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_vote_credential_tokens_vote_credential_fk" FOREIGN KEY ("vote","credential") REFERENCES "public"."tokens"("vote","credential") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "issuances" ADD CONSTRAINT "issuances_vote_position_roll_vote_position_fk" FOREIGN KEY ("vote","position") REFERENCES "public"."roll"("vote","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_vote_votes_id_fk" FOREIGN KEY ("vote") REFERENCES "public"."votes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_vote_member_members_vote_member_fk" FOREIGN KEY ("vote","member") REFERENCES "public"."members"("vote","member") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll" ADD CONSTRAINT "roll_vote_votes_id_fk" FOREIGN KEY ("vote") REFERENCES "public"."votes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_accounts_id_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_vote_votes_id_fk" FOREIGN KEY ("vote") REFERENCES "public"."votes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ballots_revision" ON "ballots" USING btree ("vote","credential","revision");--> statement-breakpoint
CREATE UNIQUE INDEX "ballots_number" ON "ballots" USING btree ("vote","number");--> statement-breakpoint
CREATE UNIQUE INDEX "register_entries_hash" ON "register_entries" USING btree ("register","hash");--> statement-breakpoint
CREATE UNIQUE INDEX "issuances_request" ON "issuances" USING btree ("vote","request");--> statement-breakpoint
CREATE UNIQUE INDEX "members_account" ON "members" USING btree ("vote","account");--> statement-breakpoint
CREATE UNIQUE INDEX "roll_identity" ON "roll" USING btree ("vote","identity");