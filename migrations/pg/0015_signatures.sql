CREATE TABLE "collections" (
	"object" text PRIMARY KEY NOT NULL,
	"terms" text NOT NULL,
	"ended_at" bigint,
	"is_reached" boolean
);
--> statement-breakpoint
CREATE TABLE "signatures" (
	"object" text NOT NULL,
	"nullifier" text NOT NULL,
	"entry" bigint NOT NULL,
	"opening" text,
	"at" bigint NOT NULL,
	"name" text,
	CONSTRAINT "signatures_object_nullifier_pk" PRIMARY KEY("object","nullifier")
);
--> statement-breakpoint
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_object_collections_object_fk" FOREIGN KEY ("object") REFERENCES "public"."collections"("object") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signatures_entry" ON "signatures" USING btree ("object","entry");