CREATE TABLE "finding_answers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid,
	"check" text NOT NULL,
	"code" text NOT NULL,
	"wording_digest" text NOT NULL,
	"answer" text NOT NULL,
	"words_hash" text,
	"answered_by" uuid NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	"taken_back_by" uuid
);
--> statement-breakpoint
CREATE TABLE "link_looks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"url" text NOT NULL,
	"outcome" text NOT NULL,
	"why" text,
	"final_url" text,
	"hops" text[] DEFAULT '{}' NOT NULL,
	"looked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pupil_name_words" (
	"school_id" uuid NOT NULL,
	"pupil_id" uuid NOT NULL,
	"name" text NOT NULL,
	"part" text NOT NULL,
	"place" integer NOT NULL,
	"of" integer NOT NULL,
	"word" text NOT NULL,
	"earlier" boolean DEFAULT false NOT NULL,
	CONSTRAINT "pupil_name_words_pupil_id_name_part_place_pk" PRIMARY KEY("pupil_id","name","part","place")
);
--> statement-breakpoint
CREATE TABLE "revision_findings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"check" text NOT NULL,
	"code" text NOT NULL,
	"level" text NOT NULL,
	"clause" text NOT NULL,
	"field" text NOT NULL,
	"from" integer NOT NULL,
	"to" integer NOT NULL,
	"pupil_ids" uuid[] DEFAULT '{}' NOT NULL,
	"rules_version" integer NOT NULL,
	"lists" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spokesperson_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"topics" text[] NOT NULL,
	"granted_by" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"request_key" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "spokesperson_grants_school_id_id" UNIQUE("school_id","id"),
	CONSTRAINT "spokesperson_grants_request" UNIQUE("school_id","request_key")
);
--> statement-breakpoint
CREATE TABLE "word_lists" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"trust_id" uuid NOT NULL,
	"list" text NOT NULL,
	"version" integer NOT NULL,
	"entries" text[] NOT NULL,
	"published_by" uuid NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "word_lists_version" UNIQUE("trust_id","list","version")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "subjects" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "pupils" ADD COLUMN "known_as" text;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_taken_back_by_users_id_fk" FOREIGN KEY ("taken_back_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding_answers" ADD CONSTRAINT "finding_answers_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_looks" ADD CONSTRAINT "link_looks_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil_name_words" ADD CONSTRAINT "pupil_name_words_school_id_pupil_id_pupils_school_id_id_fk" FOREIGN KEY ("school_id","pupil_id") REFERENCES "public"."pupils"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_findings" ADD CONSTRAINT "revision_findings_school_id_post_id_posts_school_id_id_fk" FOREIGN KEY ("school_id","post_id") REFERENCES "public"."posts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spokesperson_grants" ADD CONSTRAINT "spokesperson_grants_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spokesperson_grants" ADD CONSTRAINT "spokesperson_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spokesperson_grants" ADD CONSTRAINT "spokesperson_grants_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spokesperson_grants" ADD CONSTRAINT "spokesperson_grants_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "word_lists" ADD CONSTRAINT "word_lists_trust_id_trusts_id_fk" FOREIGN KEY ("trust_id") REFERENCES "public"."trusts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "word_lists" ADD CONSTRAINT "word_lists_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "finding_answers_post" ON "finding_answers" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "finding_answers_wording" ON "finding_answers" USING btree ("school_id","check","wording_digest");--> statement-breakpoint
CREATE INDEX "link_looks_url" ON "link_looks" USING btree ("school_id","url","looked_at");--> statement-breakpoint
CREATE INDEX "pupil_name_words_word" ON "pupil_name_words" USING btree ("word","school_id");--> statement-breakpoint
CREATE INDEX "revision_findings_revision" ON "revision_findings" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "revision_findings_post" ON "revision_findings" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "spokesperson_grants_user" ON "spokesperson_grants" USING btree ("school_id","user_id");