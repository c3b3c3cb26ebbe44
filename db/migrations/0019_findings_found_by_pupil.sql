ALTER TABLE "finding_answers" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "revision_findings" ADD COLUMN "context" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "revision_findings_pupils" ON "revision_findings" USING gin ("pupil_ids");--> statement-breakpoint
CREATE INDEX "revision_findings_code" ON "revision_findings" USING btree ("school_id","code");