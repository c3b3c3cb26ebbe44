ALTER TABLE "removal_requests" ADD COLUMN "asker_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD COLUMN "asker_contact" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "removal_requests" ADD COLUMN "address" text DEFAULT '' NOT NULL;