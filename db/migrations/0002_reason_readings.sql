ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_school_id_id" UNIQUE("school_id","id");--> statement-breakpoint
CREATE TABLE "reason_readings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"restriction_id" uuid NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"public_key" text NOT NULL,
	"box" text
);
--> statement-breakpoint
ALTER TABLE "reason_readings" ADD CONSTRAINT "reason_readings_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reason_readings" ADD CONSTRAINT "reason_readings_restriction_fk" FOREIGN KEY ("school_id","restriction_id") REFERENCES "public"."restrictions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reason_readings_waiting" ON "reason_readings" USING btree ("asked_at");