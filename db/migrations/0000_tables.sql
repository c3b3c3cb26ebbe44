CREATE TABLE "account_credentials" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"sealed_token" text NOT NULL,
	"key_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"handle" text NOT NULL,
	"display_name" text NOT NULL,
	"purpose" text NOT NULL,
	"audience" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"practice" boolean NOT NULL,
	"platform_user_id" text,
	"approved_by" uuid,
	"approved_at" timestamp (3) with time zone,
	"opens_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "accounts_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_chains" (
	"chain" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"head" text NOT NULL,
	"at_ms" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"at_ms" bigint NOT NULL,
	"text" text NOT NULL,
	"prev" text NOT NULL,
	"mac" text NOT NULL,
	"key_id" text NOT NULL,
	"post_id" uuid GENERATED ALWAYS AS (((text::jsonb ->> 'postId')::uuid)) STORED,
	"pupil_id" uuid GENERATED ALWAYS AS (((text::jsonb ->> 'pupilId')::uuid)) STORED,
	CONSTRAINT "audit_events_chain_seq_pk" PRIMARY KEY("chain","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_words" (
	"hash" text PRIMARY KEY NOT NULL,
	"school_id" uuid,
	"salt" text NOT NULL,
	"words" text,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "monitoring_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"user_id" uuid,
	"school_id" uuid,
	"what" text NOT NULL,
	"subject_id" uuid
);
--> statement-breakpoint
CREATE TABLE "concerns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid,
	"pupil_id" uuid,
	"photo_sha256" text,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "authority_holders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"name" text NOT NULL,
	"relationship" text NOT NULL,
	"authority" text NOT NULL,
	"authority_from" timestamp (3) with time zone NOT NULL,
	"authority_until" timestamp (3) with time zone,
	"evidence" text DEFAULT '' NOT NULL,
	"verified_by" uuid,
	"verified_at" timestamp (3) with time zone,
	"may_not_consent" boolean DEFAULT false NOT NULL,
	CONSTRAINT "authority_holders_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sequence" bigserial NOT NULL,
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"holder_id" uuid,
	"form_version_id" uuid,
	"subjects" text[] NOT NULL,
	"channels" text[] NOT NULL,
	"purposes" text[] NOT NULL,
	"account_scope" text NOT NULL,
	"event_id" uuid,
	"decision" text NOT NULL,
	"conditions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"method" text NOT NULL,
	"source" text NOT NULL,
	"evidence" text DEFAULT '' NOT NULL,
	"legacy_tick" boolean DEFAULT false NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"recorded_by" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"source_row_hash" text,
	"supersedes_id" uuid,
	"lifts_provisional" boolean DEFAULT false NOT NULL,
	"request_key" uuid,
	CONSTRAINT "consent_decisions_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "consent_decisions_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "consent_form_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"title" text NOT NULL,
	"wording" text NOT NULL,
	"wording_hash" text NOT NULL,
	"language" text DEFAULT 'en-GB' NOT NULL,
	"controllers" text[] NOT NULL,
	"how_to_withdraw" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "consent_form_versions_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "pupil_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sequence" bigserial NOT NULL,
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"answer" text NOT NULL,
	"asked_how" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "restrictions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"type" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"review_on" timestamp (3) with time zone,
	"sealed_reason" text,
	"key_id" text,
	"set_by" uuid NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"retry_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"media_ids" text[] DEFAULT '{}' NOT NULL,
	"platform_id" text,
	"published_at" timestamp (3) with time zone,
	"verified_at" timestamp (3) with time zone,
	"looks" integer DEFAULT 0 NOT NULL,
	"last_look_at" timestamp (3) with time zone,
	"removal_wanted_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	"proof" jsonb,
	"last_why" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deliveries_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "deliveries_once" UNIQUE("revision_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "takedowns" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"deadline_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "usages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"photo_sha256" text NOT NULL,
	"perceptual_hash" text NOT NULL,
	"decision_ids" uuid[] NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usages_once" UNIQUE("delivery_id","pupil_id","photo_sha256")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"post_id" uuid,
	"code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"from_user_id" uuid NOT NULL,
	"to_user_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delegations_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "delegation_not_to_oneself" CHECK ("delegations"."from_user_id" <> "delegations"."to_user_id")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"tries" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trust_id" uuid NOT NULL,
	"school_id" uuid,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "trust_roles_have_no_school" CHECK (("role_grants"."role" in ('trust_admin')) = ("role_grants"."school_id" is null))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"confirmed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trust_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"job_title" text DEFAULT '' NOT NULL,
	"left_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_trust_id_id" UNIQUE("trust_id","id")
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photo_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"key" text NOT NULL,
	"sha256" text NOT NULL,
	"perceptual_hash" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"destroyed_at" timestamp (3) with time zone,
	CONSTRAINT "photo_versions_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "photo_versions_number" UNIQUE("photo_id","number")
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"refusal_code" text,
	"original_key" text,
	"sealed_key" text,
	"key_id" text,
	"original_bytes" integer NOT NULL,
	"original_destroyed_at" timestamp (3) with time zone,
	"removed_kinds" text[] DEFAULT '{}' NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"cleaned_at" timestamp (3) with time zone,
	CONSTRAINT "photos_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"policy_version_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"body_hash" text NOT NULL,
	"acknowledged_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "acknowledgements_policy_version_id_user_id_pk" PRIMARY KEY("policy_version_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trust_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"body_hash" text NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_versions_number" UNIQUE("trust_id","version")
);
--> statement-breakpoint
CREATE TABLE "training_records" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"course" text NOT NULL,
	"completed_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "photo_people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_photo_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"pupil_id" uuid,
	"adult_permission_id" uuid,
	"face_on" text DEFAULT 'unknown' NOT NULL,
	"uniform" text DEFAULT 'unknown' NOT NULL,
	"box" jsonb,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "photo_people_pupil_once" UNIQUE("post_photo_id","pupil_id"),
	CONSTRAINT "photo_people_adult_once" UNIQUE("post_photo_id","adult_permission_id"),
	CONSTRAINT "person_is_pupil_or_adult" CHECK (("photo_people"."kind" = 'pupil') = ("photo_people"."pupil_id" is not null) and ("photo_people"."kind" = 'adult') = ("photo_people"."adult_permission_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "post_editors" (
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "post_editors_post_id_user_id_pk" PRIMARY KEY("post_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "post_photos" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"alt_text" text DEFAULT '' NOT NULL,
	"head_count" integer,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "post_photos_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "post_photos_once" UNIQUE("post_id","photo_id")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"trip_id" uuid,
	"purpose" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"declarations" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"window_from" timestamp (3) with time zone NOT NULL,
	"window_until" timestamp (3) with time zone NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp (3) with time zone,
	"revision_id" uuid,
	"due_at" timestamp (3) with time zone,
	"due_wall" text,
	"due_zone" text,
	"due_which" text,
	"scheduled_by" uuid,
	"request_key" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "posts_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "posts_request" UNIQUE("school_id","request_key"),
	CONSTRAINT "window_runs_forward" CHECK ("posts"."window_from" < "posts"."window_until")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"verdict_hash" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" uuid NOT NULL,
	"delegation_id" uuid,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"head_counts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rules_version" integer NOT NULL,
	"voided_at" timestamp (3) with time zone,
	"void_cause" text,
	CONSTRAINT "reviews_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "revision_people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"pupil_id" uuid,
	"adult_permission_id" uuid
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"digest" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"cut_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revisions_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "revisions_number" UNIQUE("post_id","number")
);
--> statement-breakpoint
CREATE TABLE "adult_permissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"user_id" uuid,
	"evidence" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "adult_permissions_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "pupils" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"mis_id" text NOT NULL,
	"legal_forename" text NOT NULL,
	"legal_surname" text NOT NULL,
	"preferred_forename" text,
	"preferred_surname" text,
	"year_group" text NOT NULL,
	"registration_group" text NOT NULL,
	"date_of_birth" date,
	"starts_on" date NOT NULL,
	"leaves_on" date,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pupils_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "pupils_mis_id" UNIQUE("school_id","mis_id")
);
--> statement-breakpoint
CREATE TABLE "trip_pupils" (
	"school_id" uuid NOT NULL,
	"trip_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	CONSTRAINT "trip_pupils_trip_id_pupil_id_pk" PRIMARY KEY("trip_id","pupil_id")
);
--> statement-breakpoint
CREATE TABLE "trips" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"leader_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"post_delay_minutes" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "trips_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "sandbox_media" (
	"id" bigint PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"media_type" text NOT NULL,
	"total_bytes" integer NOT NULL,
	"bytes" "bytea",
	"sha256" text,
	"alt_text" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox_media_parts" (
	"media_id" bigint NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "sandbox_media_parts_media_id_part_pk" PRIMARY KEY("media_id","part")
);
--> statement-breakpoint
CREATE TABLE "sandbox_post_media" (
	"post_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"media_id" bigint NOT NULL,
	CONSTRAINT "sandbox_post_media_post_id_position_pk" PRIMARY KEY("post_id","position")
);
--> statement-breakpoint
CREATE TABLE "sandbox_posts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"words" text NOT NULL,
	"compared_words" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"visible_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"user_id" bigint NOT NULL,
	"client_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"challenge" text,
	"redirect_uri" text
);
--> statement-breakpoint
CREATE TABLE "sandbox_users" (
	"id" bigint PRIMARY KEY NOT NULL,
	"handle" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_users_handle_unique" UNIQUE("handle")
);
--> statement-breakpoint
CREATE TABLE "pauses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trust_id" uuid NOT NULL,
	"school_id" uuid,
	"started_at" timestamp (3) with time zone NOT NULL,
	"started_by" uuid NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
CREATE TABLE "schools" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trust_id" uuid NOT NULL,
	"name" text NOT NULL,
	"phase" text NOT NULL,
	"zone" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"consent_exported_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schools_trust_id_id" UNIQUE("trust_id","id")
);
--> statement-breakpoint
CREATE TABLE "trusts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"practice" boolean NOT NULL,
	"controller" text NOT NULL,
	"contact" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_credentials" ADD CONSTRAINT "account_credentials_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concerns" ADD CONSTRAINT "concerns_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concerns" ADD CONSTRAINT "concerns_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_holders" ADD CONSTRAINT "authority_holders_verified_by_users_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authority_holders" ADD CONSTRAINT "authority_holders_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_school_id_holder_id_authority_holders_school_id_id_fk" FOREIGN KEY ("school_id","holder_id") REFERENCES "public"."authority_holders"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_school_id_form_version_id_consent_form_versions_school_id_id_fk" FOREIGN KEY ("school_id","form_version_id") REFERENCES "public"."consent_form_versions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_school_id_event_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","event_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_form_versions" ADD CONSTRAINT "consent_form_versions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil_views" ADD CONSTRAINT "pupil_views_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil_views" ADD CONSTRAINT "pupil_views_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_lifted_by_users_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_school_id_revision_id_revisions_school_id_id_fk" FOREIGN KEY ("school_id","revision_id") REFERENCES "public"."revisions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "takedowns" ADD CONSTRAINT "takedowns_school_id_delivery_id_deliveries_school_id_id_fk" FOREIGN KEY ("school_id","delivery_id") REFERENCES "public"."deliveries"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usages" ADD CONSTRAINT "usages_school_id_delivery_id_deliveries_school_id_id_fk" FOREIGN KEY ("school_id","delivery_id") REFERENCES "public"."deliveries"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usages" ADD CONSTRAINT "usages_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_from_user_id_users_id_fk" FOREIGN KEY ("from_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_to_user_id_users_id_fk" FOREIGN KEY ("to_user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_trust_id_trusts_id_fk" FOREIGN KEY ("trust_id") REFERENCES "public"."trusts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_trust_id_trusts_id_fk" FOREIGN KEY ("trust_id") REFERENCES "public"."trusts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_versions" ADD CONSTRAINT "photo_versions_school_id_photo_id_photos_school_id_id_fk" FOREIGN KEY ("school_id","photo_id") REFERENCES "public"."photos"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_policy_version_id_policy_versions_id_fk" FOREIGN KEY ("policy_version_id") REFERENCES "public"."policy_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_trust_id_trusts_id_fk" FOREIGN KEY ("trust_id") REFERENCES "public"."trusts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_records" ADD CONSTRAINT "training_records_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "photo_people_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "photo_people_school_id_post_photo_id_post_photos_school_id_id_fk" FOREIGN KEY ("school_id","post_photo_id") REFERENCES "public"."post_photos"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "photo_people_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "photo_people_school_id_adult_permission_id_adult_permissions_school_id_id_fk" FOREIGN KEY ("school_id","adult_permission_id") REFERENCES "public"."adult_permissions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_editors" ADD CONSTRAINT "post_editors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_editors" ADD CONSTRAINT "post_editors_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_photos" ADD CONSTRAINT "post_photos_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_photos" ADD CONSTRAINT "post_photos_school_id_photo_id_photos_school_id_id_fk" FOREIGN KEY ("school_id","photo_id") REFERENCES "public"."photos"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_scheduled_by_users_id_fk" FOREIGN KEY ("scheduled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_school_id_revision_id_revisions_school_id_id_fk" FOREIGN KEY ("school_id","revision_id") REFERENCES "public"."revisions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_school_id_delegation_id_delegations_school_id_id_fk" FOREIGN KEY ("school_id","delegation_id") REFERENCES "public"."delegations"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_people" ADD CONSTRAINT "revision_people_school_id_revision_id_revisions_school_id_id_fk" FOREIGN KEY ("school_id","revision_id") REFERENCES "public"."revisions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD CONSTRAINT "adult_permissions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adult_permissions" ADD CONSTRAINT "adult_permissions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupils" ADD CONSTRAINT "pupils_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_pupils" ADD CONSTRAINT "trip_pupils_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trip_pupils" ADD CONSTRAINT "trip_pupils_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_leader_id_users_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_media" ADD CONSTRAINT "sandbox_media_user_id_sandbox_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."sandbox_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_media_parts" ADD CONSTRAINT "sandbox_media_parts_media_id_sandbox_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."sandbox_media"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_post_media" ADD CONSTRAINT "sandbox_post_media_post_id_sandbox_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."sandbox_posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_post_media" ADD CONSTRAINT "sandbox_post_media_media_id_sandbox_media_id_fk" FOREIGN KEY ("media_id") REFERENCES "public"."sandbox_media"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_posts" ADD CONSTRAINT "sandbox_posts_user_id_sandbox_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."sandbox_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_tokens" ADD CONSTRAINT "sandbox_tokens_user_id_sandbox_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."sandbox_users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_trust_id_trusts_id_fk" FOREIGN KEY ("trust_id") REFERENCES "public"."trusts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pauses" ADD CONSTRAINT "pauses_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schools" ADD CONSTRAINT "schools_trust_id_trusts_id_fk" FOREIGN KEY ("trust_id") REFERENCES "public"."trusts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_handle" ON "accounts" USING btree ("platform","handle");--> statement-breakpoint
CREATE INDEX "audit_events_post" ON "audit_events" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "audit_events_pupil" ON "audit_events" USING btree ("pupil_id");--> statement-breakpoint
CREATE INDEX "monitoring_events_at" ON "monitoring_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "concerns_open" ON "concerns" USING btree ("school_id") WHERE "concerns"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "authority_holders_pupil" ON "authority_holders" USING btree ("pupil_id");--> statement-breakpoint
CREATE INDEX "consent_decisions_pupil" ON "consent_decisions" USING btree ("pupil_id","sequence");--> statement-breakpoint
CREATE INDEX "pupil_views_pupil" ON "pupil_views" USING btree ("pupil_id");--> statement-breakpoint
CREATE INDEX "restrictions_pupil" ON "restrictions" USING btree ("pupil_id");--> statement-breakpoint
CREATE INDEX "deliveries_state" ON "deliveries" USING btree ("state","lease_until");--> statement-breakpoint
CREATE INDEX "deliveries_removal" ON "deliveries" USING btree ("removal_wanted_at");--> statement-breakpoint
CREATE INDEX "takedowns_open" ON "takedowns" USING btree ("ended_at","lease_until");--> statement-breakpoint
CREATE INDEX "usages_pupil" ON "usages" USING btree ("school_id","pupil_id");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("user_id","created_at") WHERE "notices"."read_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "credentials_provider" ON "credentials" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE INDEX "rate_limits_expiry" ON "rate_limits" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "role_grants_user" ON "role_grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "role_grants_school" ON "role_grants" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "photos_waiting" ON "photos" USING btree ("state","lease_until");--> statement-breakpoint
CREATE INDEX "holds_open" ON "holds" USING btree ("post_id") WHERE "holds"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "posts_school_status" ON "posts" USING btree ("school_id","status");--> statement-breakpoint
CREATE INDEX "posts_due" ON "posts" USING btree ("due_at") WHERE "posts"."status" = 'scheduled';--> statement-breakpoint
CREATE INDEX "reviews_post" ON "reviews" USING btree ("post_id","decided_at");--> statement-breakpoint
CREATE INDEX "revision_people_pupil" ON "revision_people" USING btree ("school_id","pupil_id");--> statement-breakpoint
CREATE INDEX "revision_people_adult" ON "revision_people" USING btree ("school_id","adult_permission_id");--> statement-breakpoint
CREATE INDEX "pupils_group" ON "pupils" USING btree ("school_id","registration_group");--> statement-breakpoint
CREATE INDEX "sandbox_media_expires_at" ON "sandbox_media" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sandbox_post_media_media" ON "sandbox_post_media" USING btree ("media_id");--> statement-breakpoint
CREATE INDEX "sandbox_posts_timeline" ON "sandbox_posts" USING btree ("user_id","id" desc);--> statement-breakpoint
CREATE INDEX "pauses_open" ON "pauses" USING btree ("trust_id") WHERE "pauses"."ended_at" is null;