ALTER TABLE "photo_lists" ADD COLUMN "group_pupil_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD COLUMN "labels_hash" text NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD COLUMN "refreshed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD COLUMN "lost_settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD COLUMN "lost_settled_by" uuid;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD CONSTRAINT "photo_lists_lost_settled_by_users_id_fk" FOREIGN KEY ("lost_settled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_lists" DROP COLUMN "concern_id";