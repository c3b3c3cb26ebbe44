ALTER TABLE "trips" ADD COLUMN "place_words" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "account_closed_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "posts_trip" ON "posts" USING btree ("trip_id");