CREATE TABLE "staff_mail_boxes" (
	"trust_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"needs_you" text DEFAULT 'at_once' NOT NULL,
	"quiet_from" text DEFAULT '18:00' NOT NULL,
	"quiet_until" text DEFAULT '07:30' NOT NULL,
	"quiet_weekends" boolean DEFAULT true NOT NULL,
	"looked_at" timestamp (3) with time zone,
	"refused_at" timestamp (3) with time zone,
	CONSTRAINT "staff_mail_boxes_trust_id_user_id_pk" PRIMARY KEY("trust_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "staff_mail_notices" (
	"notice_id" uuid PRIMARY KEY NOT NULL,
	"mail_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_mails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trust_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"urgency" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"doubts" integer DEFAULT 0 NOT NULL,
	"tried_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"failed_code" text
);
--> statement-breakpoint
ALTER TABLE "staff_mail_boxes" ADD CONSTRAINT "staff_mail_boxes_trust_id_user_id_users_trust_id_id_fk" FOREIGN KEY ("trust_id","user_id") REFERENCES "public"."users"("trust_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_mail_notices" ADD CONSTRAINT "staff_mail_notices_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_mail_notices" ADD CONSTRAINT "staff_mail_notices_mail_id_staff_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."staff_mails"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_mails" ADD CONSTRAINT "staff_mails_trust_id_user_id_users_trust_id_id_fk" FOREIGN KEY ("trust_id","user_id") REFERENCES "public"."users"("trust_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "staff_mail_boxes_refused" ON "staff_mail_boxes" USING btree ("trust_id") WHERE "staff_mail_boxes"."refused_at" is not null;--> statement-breakpoint
CREATE INDEX "staff_mail_notices_mail" ON "staff_mail_notices" USING btree ("mail_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_mails_one_open" ON "staff_mails" USING btree ("user_id") WHERE "staff_mails"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "staff_mails_tried" ON "staff_mails" USING btree ("tried_at");--> statement-breakpoint
CREATE INDEX "staff_mails_user" ON "staff_mails" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "notices_to_mail" ON "notices" USING btree ("created_at") WHERE "notices"."read_at" is null;