ALTER TABLE "post_photos" ADD COLUMN "render_tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "render_lease_until" timestamp (3) with time zone;