ALTER TABLE "extra_posts" ADD COLUMN "not_ours_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account_pace" ADD COLUMN "turn_delivery_id" uuid;