CREATE TABLE "photo_absences" (
	"school_id" uuid NOT NULL,
	"post_photo_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"said_by" uuid NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "photo_absences_post_photo_id_pupil_id_pk" PRIMARY KEY("post_photo_id","pupil_id")
);
--> statement-breakpoint
CREATE TABLE "photo_blurs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_photo_id" uuid NOT NULL,
	"what" text NOT NULL,
	"box" jsonb NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refused_pictures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"post_id" uuid,
	"perceptual_hash" text NOT NULL,
	"likeness" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photo_faces" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"box" jsonb NOT NULL,
	"score" real,
	"certainty" text NOT NULL,
	"set_aside" text,
	"added_by" uuid,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "photo_faces_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "photo_faces_number" UNIQUE("photo_id","number")
);
--> statement-breakpoint
CREATE TABLE "photo_pieces" (
	"school_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"key" text NOT NULL,
	"sealed_key" text NOT NULL,
	"key_id" text NOT NULL,
	"bytes" integer NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "photo_pieces_school_id_photo_id_number_pk" PRIMARY KEY("school_id","photo_id","number")
);
--> statement-breakpoint
CREATE TABLE "upload_codes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"trip_id" uuid,
	"event" text NOT NULL,
	"code_hash" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"taken_by" text,
	"rights_confirmed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "upload_codes_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "upload_codes_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid,
	"upload_code_id" uuid,
	"uploaded_by" uuid NOT NULL,
	"total_bytes" integer NOT NULL,
	"received_bytes" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "uploads_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "guest_permissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"trip_id" uuid,
	"about" text NOT NULL,
	"children" integer NOT NULL,
	"evidence" text NOT NULL,
	"recorded_by" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "guest_permissions_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "photo_people" DROP CONSTRAINT "person_is_pupil_or_adult";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "moving_pictures" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "shared_device" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_versions" ADD COLUMN "format" text DEFAULT 'jpeg' NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_versions" ADD COLUMN "likeness" text;--> statement-breakpoint
ALTER TABLE "photo_versions" ADD COLUMN "edits" jsonb;--> statement-breakpoint
ALTER TABLE "photo_versions" ADD COLUMN "edits_hash" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "frames" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "faces_outcome" text;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "face_model" text;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "upload_code_id" uuid;--> statement-breakpoint
ALTER TABLE "photo_people" ADD COLUMN "guest_permission_id" uuid;--> statement-breakpoint
ALTER TABLE "photo_people" ADD COLUMN "placed" text DEFAULT 'together' NOT NULL;--> statement-breakpoint
ALTER TABLE "photo_people" ADD COLUMN "face_id" uuid;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "edits" jsonb;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "group_name" text;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "outsiders_none_by" uuid;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "outsiders_none_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "about" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "post_photos" ADD COLUMN "accounting_salt" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "viewed" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "revision_people" ADD COLUMN "guest_permission_id" uuid;--> statement-breakpoint
ALTER TABLE "photo_absences" ADD CONSTRAINT "photo_absences_said_by_users_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_absences" ADD CONSTRAINT "photo_absences_school_id_post_photo_id_post_photos_school_id_id_fk" FOREIGN KEY ("school_id","post_photo_id") REFERENCES "public"."post_photos"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_absences" ADD CONSTRAINT "photo_absences_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_blurs" ADD CONSTRAINT "photo_blurs_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_blurs" ADD CONSTRAINT "photo_blurs_school_id_post_photo_id_post_photos_school_id_id_fk" FOREIGN KEY ("school_id","post_photo_id") REFERENCES "public"."post_photos"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refused_pictures" ADD CONSTRAINT "refused_pictures_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_faces" ADD CONSTRAINT "photo_faces_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_faces" ADD CONSTRAINT "photo_faces_school_id_photo_id_photos_school_id_id_fk" FOREIGN KEY ("school_id","photo_id") REFERENCES "public"."photos"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_codes" ADD CONSTRAINT "upload_codes_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_codes" ADD CONSTRAINT "upload_codes_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "upload_codes" ADD CONSTRAINT "upload_codes_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_school_id_upload_code_id_upload_codes_school_id_id_fk" FOREIGN KEY ("school_id","upload_code_id") REFERENCES "public"."upload_codes"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_permissions" ADD CONSTRAINT "guest_permissions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_permissions" ADD CONSTRAINT "guest_permissions_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_permissions" ADD CONSTRAINT "guest_permissions_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_permissions" ADD CONSTRAINT "guest_permissions_school_id_trip_id_trips_school_id_id_fk" FOREIGN KEY ("school_id","trip_id") REFERENCES "public"."trips"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photo_blurs_place" ON "photo_blurs" USING btree ("post_photo_id");--> statement-breakpoint
CREATE INDEX "refused_pictures_school" ON "refused_pictures" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "uploads_expiring" ON "uploads" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_school_id_upload_code_id_upload_codes_school_id_id_fk" FOREIGN KEY ("school_id","upload_code_id") REFERENCES "public"."upload_codes"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "photo_people_school_id_guest_permission_id_guest_permissions_school_id_id_fk" FOREIGN KEY ("school_id","guest_permission_id") REFERENCES "public"."guest_permissions"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "photo_people_school_id_face_id_photo_faces_school_id_id_fk" FOREIGN KEY ("school_id","face_id") REFERENCES "public"."photo_faces"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_photos" ADD CONSTRAINT "post_photos_outsiders_none_by_users_id_fk" FOREIGN KEY ("outsiders_none_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "photo_people_face_once" UNIQUE("post_photo_id","face_id");--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "person_is_of_one_kind" CHECK (("photo_people"."kind" = 'pupil') = ("photo_people"."pupil_id" is not null) and ("photo_people"."kind" = 'adult') = ("photo_people"."adult_permission_id" is not null) and ("photo_people"."kind" = 'guest') = ("photo_people"."guest_permission_id" is not null));--> statement-breakpoint
ALTER TABLE "photo_people" ADD CONSTRAINT "placed_on_a_face" CHECK (("photo_people"."placed" = 'face') = ("photo_people"."face_id" is not null));