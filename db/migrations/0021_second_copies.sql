CREATE TABLE "extra_posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"platform_id" text NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"found_by" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "extra_posts_once" UNIQUE("delivery_id","platform_id")
);
--> statement-breakpoint
ALTER TABLE "extra_posts" ADD CONSTRAINT "extra_posts_school_id_delivery_id_deliveries_school_id_id_fk" FOREIGN KEY ("school_id","delivery_id") REFERENCES "public"."deliveries"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "extra_posts_open" ON "extra_posts" USING btree ("removed_at","lease_until");