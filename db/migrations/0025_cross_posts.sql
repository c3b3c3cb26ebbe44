CREATE TABLE "cross_posts" (
	"school_id" uuid NOT NULL,
	"post_id" uuid PRIMARY KEY NOT NULL,
	"lead_post_id" uuid NOT NULL,
	"lead_revision_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cross_posts_once" UNIQUE("lead_revision_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "post_accounts" (
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"chosen_by" uuid NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "post_accounts_post_id_account_id_pk" PRIMARY KEY("post_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "cross_posts" ADD CONSTRAINT "cross_posts_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cross_posts" ADD CONSTRAINT "cross_posts_school_id_lead_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","lead_post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cross_posts" ADD CONSTRAINT "cross_posts_school_id_lead_revision_id_revisions_school_id_id_fk" FOREIGN KEY ("school_id","lead_revision_id") REFERENCES "public"."revisions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cross_posts" ADD CONSTRAINT "cross_posts_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_accounts" ADD CONSTRAINT "post_accounts_chosen_by_users_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_accounts" ADD CONSTRAINT "post_accounts_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_accounts" ADD CONSTRAINT "post_accounts_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cross_posts_lead" ON "cross_posts" USING btree ("lead_post_id");