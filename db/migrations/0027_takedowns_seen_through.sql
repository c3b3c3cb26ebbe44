ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_school_id_id" UNIQUE("school_id","id");
--> statement-breakpoint
CREATE TABLE "breach_actions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"breach_id" uuid NOT NULL,
	"words_hash" text NOT NULL,
	"done_by" uuid NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "breach_actions_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "breach_records" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"takedown_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"noticed_at" timestamp (3) with time zone NOT NULL,
	"decide_by" timestamp (3) with time zone NOT NULL,
	"decision" text,
	"decision_hash" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "breach_records_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "breach_records_once" UNIQUE("takedown_id")
);
--> statement-breakpoint
CREATE TABLE "on_call" (
	"school_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "on_call_school_id_user_id_pk" PRIMARY KEY("school_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "explained_by" uuid;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "explained_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "note_hash" text;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "calls" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "next_call_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "acknowledged_by" uuid;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "acknowledged_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "proved_by" text;
--> statement-breakpoint
ALTER TABLE "account_pace" ADD COLUMN "removals_left" integer;
--> statement-breakpoint
ALTER TABLE "account_pace" ADD COLUMN "removals_reset_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "refused_pictures" ADD COLUMN "lifted_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "breach_actions" ADD CONSTRAINT "breach_actions_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "breach_actions" ADD CONSTRAINT "breach_actions_school_id_breach_id_breach_records_school_id_id_fk" FOREIGN KEY ("school_id","breach_id") REFERENCES "public"."breach_records"("school_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "breach_records" ADD CONSTRAINT "breach_records_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "breach_records" ADD CONSTRAINT "breach_records_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "breach_records" ADD CONSTRAINT "breach_records_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "breach_records" ADD CONSTRAINT "breach_records_school_id_takedown_id_takedowns_school_id_id_fk" FOREIGN KEY ("school_id","takedown_id") REFERENCES "public"."takedowns"("school_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "on_call" ADD CONSTRAINT "on_call_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "on_call" ADD CONSTRAINT "on_call_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "on_call" ADD CONSTRAINT "on_call_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "breach_records_undecided" ON "breach_records" USING btree ("decide_by") WHERE "breach_records"."decision" is null;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_explained_by_users_id_fk" FOREIGN KEY ("explained_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_acknowledged_by_users_id_fk" FOREIGN KEY ("acknowledged_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "takedowns_of_school" ON "takedowns" USING btree ("school_id","requested_at");
--> statement-breakpoint
CREATE INDEX "takedowns_to_call" ON "takedowns" USING btree ("next_call_at") WHERE "takedowns"."next_call_at" is not null;
--> statement-breakpoint
-- How earlier takedowns were proved stood with the delivery alone.
UPDATE "takedowns" t SET "proved_by" = d."proof"->>'by'
FROM "deliveries" d
WHERE d."id" = t."delivery_id" AND t."outcome" = 'removed' AND d."proof" IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM "takedowns" later WHERE later."delivery_id" = t."delivery_id" AND later."requested_at" > t."requested_at");
