CREATE TABLE "account_connections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"scopes" text[] NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"state_digest" text,
	"started_by" uuid,
	"sealed_secret" text,
	"key_id" text,
	"expires_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"school_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"media_ids" text[] DEFAULT '{}' NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"connected" boolean,
	"status" integer,
	"transaction_id" text,
	"api_version" text,
	"platform_id" text,
	CONSTRAINT "delivery_attempts_delivery_id_attempt_pk" PRIMARY KEY("delivery_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "account_pace" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"next_send_at" timestamp (3) with time zone,
	"blocked_until" timestamp (3) with time zone,
	"block_code" text,
	"posts_left" integer,
	"posts_reset_at" timestamp (3) with time zone,
	"day_left" integer,
	"day_reset_at" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "platform_calls" (
	"school_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"month" date NOT NULL,
	"call" text NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	"micro_dollars" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "platform_calls_account_id_month_call_pk" PRIMARY KEY("account_id","month","call")
);
--> statement-breakpoint
CREATE TABLE "worker_beats" (
	"worker_id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "posts_due";--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "kind" text DEFAULT 'oauth2_user' NOT NULL;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "status" text DEFAULT 'connected' NOT NULL;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "sealed_refresh" text;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "access_expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "lease_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "last_ok_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "last_failed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account_credentials" ADD COLUMN "fail_code" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "media_expire_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "record_key" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "record_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "auth_refusals" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "last_good_look_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "next_read_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "reads_in_vain" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "missing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "gone_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "drift" text;--> statement-breakpoint
ALTER TABLE "account_connections" ADD CONSTRAINT "account_connections_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_connections" ADD CONSTRAINT "account_connections_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_connections" ADD CONSTRAINT "account_connections_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_connections" ADD CONSTRAINT "account_connections_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_school_id_delivery_id_deliveries_school_id_id_fk" FOREIGN KEY ("school_id","delivery_id") REFERENCES "public"."deliveries"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_pace" ADD CONSTRAINT "account_pace_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_calls" ADD CONSTRAINT "platform_calls_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_connections_state" ON "account_connections" USING btree ("state_digest");--> statement-breakpoint
CREATE INDEX "account_connections_open" ON "account_connections" USING btree ("ended_at","state");--> statement-breakpoint
CREATE INDEX "account_connections_account" ON "account_connections" USING btree ("school_id","account_id","asked_at");--> statement-breakpoint
ALTER TABLE "account_credentials" ADD CONSTRAINT "account_credentials_school_id_account_id_accounts_school_id_id_fk" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."accounts"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_credentials_expiry" ON "account_credentials" USING btree ("status","access_expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_platform_user" ON "accounts" USING btree ("platform","platform_user_id") WHERE "accounts"."platform_user_id" is not null and not "accounts"."practice";--> statement-breakpoint
CREATE INDEX "deliveries_to_read" ON "deliveries" USING btree ("next_read_at") WHERE "deliveries"."next_read_at" is not null;--> statement-breakpoint
CREATE INDEX "posts_due" ON "posts" USING btree ("due_at") WHERE "posts"."status" in ('scheduled', 'publishing', 'unknown');