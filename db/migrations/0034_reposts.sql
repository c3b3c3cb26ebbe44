CREATE TABLE "reposts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"state" text NOT NULL,
	"digest" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"opened_by" uuid,
	"opened_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"reposted_at" timestamp (3) with time zone,
	"undo_since" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended" text
);
--> statement-breakpoint
ALTER TABLE "reposts" ADD CONSTRAINT "reposts_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reposts" ADD CONSTRAINT "reposts_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reposts" ADD CONSTRAINT "reposts_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reposts" ADD CONSTRAINT "reposts_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reposts" ADD CONSTRAINT "reposts_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reposts_post" ON "reposts" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reposts_one_at_a_time" ON "reposts" USING btree ("post_id","account_id") WHERE "reposts"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "reposts_open" ON "reposts" USING btree ("asked_at") WHERE "reposts"."ended_at" is null;