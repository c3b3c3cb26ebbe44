ALTER TABLE "photo_absences" ADD COLUMN "how" text DEFAULT 'absent' NOT NULL;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "accounted" jsonb;--> statement-breakpoint
CREATE INDEX "revision_people_guest" ON "revision_people" USING btree ("school_id","guest_permission_id");