ALTER TABLE "collections" ADD COLUMN "ends" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "signed" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "signatures" ADD COLUMN "withdrawal" bigint;--> statement-breakpoint
UPDATE "collections" SET "ends" = ("terms"::json->>'ends')::bigint, "signed" = (SELECT count(*) FROM "signatures" WHERE "signatures"."object" = "collections"."object");
