CREATE TABLE "subject_export_fetches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"public_key" text NOT NULL,
	"box" text
);
--> statement-breakpoint
ALTER TABLE "subject_exports" ADD COLUMN "photos" integer;--> statement-breakpoint
ALTER TABLE "subject_exports" ADD COLUMN "photos_left_out" integer;--> statement-breakpoint
ALTER TABLE "subject_exports" ADD COLUMN "destroyed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subject_export_fetches" ADD CONSTRAINT "subject_export_fetches_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_export_fetches" ADD CONSTRAINT "subject_export_fetches_export_fk" FOREIGN KEY ("school_id","export_id") REFERENCES "public"."subject_exports"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subject_export_fetches_waiting" ON "subject_export_fetches" USING btree ("asked_at");