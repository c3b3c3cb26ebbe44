CREATE INDEX "deliveries_post" ON "deliveries" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "deliveries_published" ON "deliveries" USING btree ("school_id","published_at") WHERE "deliveries"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_removed" ON "deliveries" USING btree ("removed_at") WHERE "deliveries"."removed_at" is not null;--> statement-breakpoint
CREATE INDEX "usages_post" ON "usages" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "notices_post" ON "notices" USING btree ("post_id","kind") WHERE "notices"."post_id" is not null;--> statement-breakpoint
CREATE INDEX "notices_of_no_post" ON "notices" USING btree ("school_id","kind","created_at") WHERE "notices"."post_id" is null;--> statement-breakpoint
CREATE INDEX "notices_person" ON "notices" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "photo_versions_key" ON "photo_versions" USING btree ("key" collate "C") WHERE "photo_versions"."destroyed_at" is null;--> statement-breakpoint
CREATE INDEX "photos_with_original" ON "photos" USING btree ("uploaded_at") WHERE "photos"."original_destroyed_at" is null;--> statement-breakpoint
CREATE INDEX "photos_by_code" ON "photos" USING btree ("upload_code_id") WHERE "photos"."upload_code_id" is not null;--> statement-breakpoint
CREATE INDEX "post_photos_photo" ON "post_photos" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "posts_school_due" ON "posts" USING btree ("school_id","due_at") WHERE "posts"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "posts_school_submitted" ON "posts" USING btree ("school_id","submitted_at") WHERE "posts"."submitted_at" is not null;