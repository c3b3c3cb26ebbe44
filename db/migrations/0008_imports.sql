CREATE TABLE "consent_type_maps" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"source" text NOT NULL,
	"type" text NOT NULL,
	"label" text NOT NULL,
	"version" integer NOT NULL,
	"ignored" boolean NOT NULL,
	"subjects" text[] NOT NULL,
	"channels" text[] NOT NULL,
	"purposes" text[] NOT NULL,
	"account_scope" text NOT NULL,
	"bare_reaches_social" boolean NOT NULL,
	"signed_by" uuid NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_type_maps_version" UNIQUE("school_id","source","type","version")
);
--> statement-breakpoint
CREATE TABLE "import_presets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"name" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_presets_name" UNIQUE("school_id","name")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"school_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"mis_id" text NOT NULL,
	"fate" text NOT NULL,
	CONSTRAINT "import_rows_import_id_row_mis_id_pk" PRIMARY KEY("import_id","row","mis_id")
);
--> statement-breakpoint
CREATE TABLE "imported_answers" (
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"source" text NOT NULL,
	"type" text NOT NULL,
	"giver" text NOT NULL,
	"holder_id" uuid,
	"answer" text NOT NULL,
	"answered_on" date,
	"meaning" text NOT NULL,
	"subjects" text[] NOT NULL,
	"channels" text[] NOT NULL,
	"purposes" text[] NOT NULL,
	"account_scope" text NOT NULL,
	"standing_noes" uuid[] NOT NULL,
	CONSTRAINT "imported_answers_school_id_pupil_id_source_type_giver_pk" PRIMARY KEY("school_id","pupil_id","source","type","giver")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"state" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"bytes" integer NOT NULL,
	"choices" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"profile" jsonb,
	"rows_hash" text,
	"mapping" jsonb,
	"mapped_by" uuid,
	"signed_by" uuid,
	"signed_at" timestamp (3) with time zone,
	"summary" jsonb,
	"started_by" uuid,
	"started_at" timestamp (3) with time zone,
	"confirmed" boolean,
	"confirmed_by" uuid,
	"confirmed_at" timestamp (3) with time zone,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"reached" text,
	"worked_at" timestamp (3) with time zone,
	"refused_code" text,
	"ended_at" timestamp (3) with time zone,
	"file_destroyed_at" timestamp (3) with time zone,
	CONSTRAINT "imports_school_id_id" UNIQUE("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "pupils" ADD COLUMN "missing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "pupils" ADD COLUMN "unclear_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "consent_type_maps" ADD CONSTRAINT "consent_type_maps_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_type_maps" ADD CONSTRAINT "consent_type_maps_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_presets" ADD CONSTRAINT "import_presets_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_presets" ADD CONSTRAINT "import_presets_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_school_id_import_id_imports_school_id_id_fk" FOREIGN KEY ("school_id","import_id") REFERENCES "public"."imports"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_answers" ADD CONSTRAINT "imported_answers_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_mapped_by_users_id_fk" FOREIGN KEY ("mapped_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_signed_by_users_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "imports_one_open" ON "imports" USING btree ("school_id") WHERE "imports"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "imports_of_school" ON "imports" USING btree ("school_id","uploaded_at");