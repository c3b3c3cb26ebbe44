CREATE TABLE "picture_searches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"refused_picture_id" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"found" integer
);
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "removes_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "picture_searches" ADD CONSTRAINT "picture_searches_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "picture_searches" ADD CONSTRAINT "picture_searches_refused_picture_id_refused_pictures_id_fk" FOREIGN KEY ("refused_picture_id") REFERENCES "public"."refused_pictures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "picture_searches_open" ON "picture_searches" USING btree ("asked_at") WHERE "picture_searches"."done_at" is null;--> statement-breakpoint
CREATE INDEX "picture_searches_picture" ON "picture_searches" USING btree ("refused_picture_id");--> statement-breakpoint
CREATE INDEX "posts_remove_by" ON "posts" USING btree ("remove_by") WHERE "posts"."status" = 'published';