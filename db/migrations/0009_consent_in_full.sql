CREATE TABLE "consent_asks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"holder_id" uuid NOT NULL,
	"way" text NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"sent" integer DEFAULT 0 NOT NULL,
	"failed_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "consent_asks_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "consent_asks_once" UNIQUE("request_id","holder_id")
);
--> statement-breakpoint
CREATE TABLE "consent_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"holder_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"form_series" uuid NOT NULL,
	"ask_id" uuid,
	"trip_id" uuid,
	"way" text NOT NULL,
	"made_by" uuid,
	"made_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "consent_links_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "consent_links_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "consent_receipts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"holder_id" uuid NOT NULL,
	"form_version_id" uuid NOT NULL,
	"decision_ids" uuid[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "consent_receipts_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "consent_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"form_series" uuid NOT NULL,
	"trip_id" uuid,
	"groups" text[] DEFAULT '{}' NOT NULL,
	"due_on" date NOT NULL,
	"remind_every_days" integer DEFAULT 7 NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"request_key" uuid NOT NULL,
	CONSTRAINT "consent_requests_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "consent_requests_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "view_rounds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"group" text NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"request_key" uuid NOT NULL,
	CONSTRAINT "view_rounds_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "view_rounds_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "view_slips" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "view_slips_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "view_slips_code" UNIQUE("code_hash"),
	CONSTRAINT "view_slips_once" UNIQUE("round_id","pupil_id")
);
--> statement-breakpoint
CREATE TABLE "closed_dates" (
	"school_id" uuid NOT NULL,
	"day" date NOT NULL,
	"why" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "closed_dates_school_id_day_pk" PRIMARY KEY("school_id","day")
);
--> statement-breakpoint
CREATE TABLE "lawful_bases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"purpose" text NOT NULL,
	"basis" text NOT NULL,
	"reference" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "lawful_bases_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "name_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"post_ids" uuid[] NOT NULL,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	CONSTRAINT "name_changes_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "previous_names" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"sealed_name" text NOT NULL,
	"key_id" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_checks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"pupil_ids" uuid[] NOT NULL,
	"checked_by" uuid NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"request_key" uuid NOT NULL,
	CONSTRAINT "record_checks_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "unlisted_pupils" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"forename" text NOT NULL,
	"group" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"pupil_id" uuid,
	"matched_by" uuid,
	"matched_at" timestamp (3) with time zone,
	CONSTRAINT "unlisted_pupils_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"holder_id" uuid NOT NULL,
	"about_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"failed_at" timestamp (3) with time zone,
	"failed_code" text,
	CONSTRAINT "mails_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "material_permissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"what" text NOT NULL,
	"kind" text NOT NULL,
	"given_by" text NOT NULL,
	"evidence" text NOT NULL,
	"channels" text[] NOT NULL,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	"request_key" uuid NOT NULL,
	CONSTRAINT "material_permissions_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "material_permissions_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "photo_lists" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"trip_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"pupil_ids" uuid[] NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"void_after" date NOT NULL,
	"returned_at" timestamp (3) with time zone,
	"lost_at" timestamp (3) with time zone,
	"lost_said_by" uuid,
	"concern_id" uuid,
	CONSTRAINT "photo_lists_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "photo_lists_number" UNIQUE("trip_id","number")
);
--> statement-breakpoint
CREATE TABLE "removal_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"from" text NOT NULL,
	"way" text NOT NULL,
	"decision_id" uuid,
	"pupil_id" uuid,
	"post_id" uuid,
	"words" text DEFAULT '' NOT NULL,
	"recorded_by" uuid,
	"held_post_ids" uuid[] DEFAULT '{}' NOT NULL,
	"removed_post_ids" uuid[] DEFAULT '{}' NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"outcome_why" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"told_by" uuid,
	"told_at" timestamp (3) with time zone,
	"told_way" text,
	"request_key" uuid NOT NULL,
	CONSTRAINT "removal_requests_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "removal_requests_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "subject_exports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"bytes" integer,
	"sha256" text,
	"ready_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"fetched_at" timestamp (3) with time zone,
	"fetched_by" uuid,
	"request_key" uuid NOT NULL,
	CONSTRAINT "subject_exports_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "subject_exports_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
ALTER TABLE "consent_decisions" ALTER COLUMN "recorded_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "pupil_views" ALTER COLUMN "asked_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "kind" text DEFAULT 'school' NOT NULL;--> statement-breakpoint
ALTER TABLE "authority_holders" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "authority_holders" ADD COLUMN "language" text DEFAULT 'en-GB' NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD COLUMN "link_id" uuid;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD COLUMN "leaves_live" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_form_versions" ADD COLUMN "series" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_form_versions" ADD COLUMN "number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_form_versions" ADD COLUMN "options" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_form_versions" ADD COLUMN "published_by" uuid;--> statement-breakpoint
ALTER TABLE "pupil_views" ADD COLUMN "slip_id" uuid;--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "owner_id" uuid;--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "by_hand_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "found_by" text DEFAULT 'usage' NOT NULL;--> statement-breakpoint
ALTER TABLE "takedowns" ADD COLUMN "late_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "about_id" uuid;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "remove_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "subjects" text[] DEFAULT '{"image"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "channels" text[] DEFAULT '{"x"}' NOT NULL;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "purposes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "trip_id" uuid;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "recorded_by" uuid;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "recorded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "withdrawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD COLUMN "request_key" uuid;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "posts_while_away" text DEFAULT 'after_return' NOT NULL;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "named_approver_id" uuid;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "posts_set_by" uuid;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "posts_set_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "account_id" uuid;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "trips" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "consent_asks" ADD CONSTRAINT "consent_asks_school_id_request_id_consent_requests_school_id_id_fk" FOREIGN KEY ("school_id","request_id") REFERENCES "public"."consent_requests"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_asks" ADD CONSTRAINT "consent_asks_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_asks" ADD CONSTRAINT "consent_asks_school_id_holder_id_authority_holders_school_id_id_fk" FOREIGN KEY ("school_id","holder_id") REFERENCES "public"."authority_holders"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_school_id_holder_id_authority_holders_school_id_id_fk" FOREIGN KEY ("school_id","holder_id") REFERENCES "public"."authority_holders"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_school_id_ask_id_consent_asks_school_id_id_fk" FOREIGN KEY ("school_id","ask_id") REFERENCES "public"."consent_asks"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_receipts" ADD CONSTRAINT "consent_receipts_school_id_link_id_consent_links_school_id_id_fk" FOREIGN KEY ("school_id","link_id") REFERENCES "public"."consent_links"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_receipts" ADD CONSTRAINT "consent_receipts_school_id_form_version_id_consent_form_versions_school_id_id_fk" FOREIGN KEY ("school_id","form_version_id") REFERENCES "public"."consent_form_versions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "view_rounds" ADD CONSTRAINT "view_rounds_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "view_rounds" ADD CONSTRAINT "view_rounds_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "view_slips" ADD CONSTRAINT "view_slips_school_id_round_id_view_rounds_school_id_id_fk" FOREIGN KEY ("school_id","round_id") REFERENCES "public"."view_rounds"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "view_slips" ADD CONSTRAINT "view_slips_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_dates" ADD CONSTRAINT "closed_dates_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_dates" ADD CONSTRAINT "closed_dates_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lawful_bases" ADD CONSTRAINT "lawful_bases_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lawful_bases" ADD CONSTRAINT "lawful_bases_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_changes" ADD CONSTRAINT "name_changes_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "name_changes" ADD CONSTRAINT "name_changes_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "previous_names" ADD CONSTRAINT "previous_names_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_checks" ADD CONSTRAINT "record_checks_checked_by_users_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_checks" ADD CONSTRAINT "record_checks_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlisted_pupils" ADD CONSTRAINT "unlisted_pupils_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlisted_pupils" ADD CONSTRAINT "unlisted_pupils_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlisted_pupils" ADD CONSTRAINT "unlisted_pupils_matched_by_users_id_fk" FOREIGN KEY ("matched_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unlisted_pupils" ADD CONSTRAINT "unlisted_pupils_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_school_id_holder_id_authority_holders_school_id_id_fk" FOREIGN KEY ("school_id","holder_id") REFERENCES "public"."authority_holders"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_permissions" ADD CONSTRAINT "material_permissions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_permissions" ADD CONSTRAINT "material_permissions_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "material_permissions" ADD CONSTRAINT "material_permissions_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD CONSTRAINT "photo_lists_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD CONSTRAINT "photo_lists_lost_said_by_users_id_fk" FOREIGN KEY ("lost_said_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_lists" ADD CONSTRAINT "photo_lists_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD CONSTRAINT "removal_requests_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD CONSTRAINT "removal_requests_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD CONSTRAINT "removal_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD CONSTRAINT "removal_requests_told_by_users_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD CONSTRAINT "removal_requests_school_id_decision_id_consent_decisions_school_id_id_fk" FOREIGN KEY ("school_id","decision_id") REFERENCES "public"."consent_decisions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD CONSTRAINT "removal_requests_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD CONSTRAINT "removal_requests_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_exports" ADD CONSTRAINT "subject_exports_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_exports" ADD CONSTRAINT "subject_exports_fetched_by_users_id_fk" FOREIGN KEY ("fetched_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_exports" ADD CONSTRAINT "subject_exports_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_asks_due" ON "consent_asks" USING btree ("answered_at","sent_at");--> statement-breakpoint
CREATE INDEX "consent_links_holder" ON "consent_links" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "consent_receipts_link" ON "consent_receipts" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "consent_requests_open" ON "consent_requests" USING btree ("school_id","closed_at");--> statement-breakpoint
CREATE INDEX "previous_names_pupil" ON "previous_names" USING btree ("pupil_id");--> statement-breakpoint
CREATE INDEX "record_checks_post" ON "record_checks" USING btree ("post_id","valid_until");--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("sent_at","failed_at","lease_until");--> statement-breakpoint
CREATE INDEX "removal_requests_open" ON "removal_requests" USING btree ("school_id","told_at");--> statement-breakpoint
CREATE INDEX "subject_exports_waiting" ON "subject_exports" USING btree ("state","lease_until");--> statement-breakpoint
ALTER TABLE "consent_form_versions" ADD CONSTRAINT "consent_form_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD CONSTRAINT "adult_permissions_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD CONSTRAINT "adult_permissions_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD CONSTRAINT "adult_permissions_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_named_approver_id_users_id_fk" FOREIGN KEY ("named_approver_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_posts_set_by_users_id_fk" FOREIGN KEY ("posts_set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_form_versions" ADD CONSTRAINT "consent_form_versions_number" UNIQUE("school_id","series","language","number");--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD CONSTRAINT "adult_permissions_request" UNIQUE("school_id","request_key");--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_account" UNIQUE("account_id");