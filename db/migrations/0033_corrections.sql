CREATE TABLE "corrections" (
	"school_id" uuid NOT NULL,
	"post_id" uuid PRIMARY KEY NOT NULL,
	"from_post_id" uuid NOT NULL,
	"from_revision_id" uuid NOT NULL,
	"left_behind" jsonb NOT NULL,
	"started_by" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_school_id_from_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","from_post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_school_id_from_revision_id_revisions_school_id_id_fk" FOREIGN KEY ("school_id","from_revision_id") REFERENCES "public"."revisions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "corrections_from" ON "corrections" USING btree ("from_post_id");