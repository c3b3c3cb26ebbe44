ALTER TABLE "photo_pieces" ALTER COLUMN "sealed_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_pieces" ADD COLUMN "bound_to" text DEFAULT 'piece' NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_pieces" ADD COLUMN "missing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "photo_versions" ADD COLUMN "missing_since" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "photo_pieces_key_id" ON "photo_pieces" USING btree ("key_id");--> statement-breakpoint
-- Whole originals of earlier releases become piece 0; their encryption is bound to the photo alone.
INSERT INTO "photo_pieces" ("school_id", "photo_id", "number", "key", "sealed_key", "key_id", "bound_to", "bytes", "stored_at")
SELECT "school_id", "id", 0, "original_key", "sealed_key", "key_id", 'photo', "original_bytes", "uploaded_at"
FROM "photos" WHERE "original_key" IS NOT NULL AND "sealed_key" IS NOT NULL AND "key_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "photos" DROP COLUMN "original_key";--> statement-breakpoint
ALTER TABLE "photos" DROP COLUMN "sealed_key";--> statement-breakpoint
ALTER TABLE "photos" DROP COLUMN "key_id";--> statement-breakpoint
ALTER TABLE "photo_pieces" ADD CONSTRAINT "photo_pieces_key" UNIQUE("key");