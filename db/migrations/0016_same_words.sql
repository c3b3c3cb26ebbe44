CREATE TABLE "post_texts" (
	"revision_id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"words" integer NOT NULL,
	"whole" integer NOT NULL,
	"pairs" integer[] NOT NULL,
	"marks" integer[] NOT NULL,
	"cut_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "post_texts" ADD CONSTRAINT "post_texts_school_id_revision_id_revisions_school_id_id_fk" FOREIGN KEY ("school_id","revision_id") REFERENCES "public"."revisions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_texts" ADD CONSTRAINT "post_texts_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_texts_marks" ON "post_texts" USING gin ("marks");--> statement-breakpoint
CREATE INDEX "post_texts_post" ON "post_texts" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "deliveries_platform_id" ON "deliveries" USING btree ("platform_id");