CREATE TABLE "hand_overs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"school_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"digest" text NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"chase_at" timestamp (3) with time zone,
	"chases" integer DEFAULT 0 NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	"copies_deleted" boolean DEFAULT false NOT NULL,
	"link" text,
	CONSTRAINT "hand_overs_once" UNIQUE("delivery_id","attempt")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "hand_publisher_id" uuid;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_person_id_users_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_answered_by_users_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_overs" ADD CONSTRAINT "hand_overs_school_id_delivery_id_deliveries_school_id_id_fk" FOREIGN KEY ("school_id","delivery_id") REFERENCES "public"."deliveries"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hand_overs_open" ON "hand_overs" USING btree ("school_id") WHERE "hand_overs"."answered_at" is null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_hand_publisher_id_users_id_fk" FOREIGN KEY ("hand_publisher_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;