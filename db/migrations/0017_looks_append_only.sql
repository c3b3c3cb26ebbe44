-- Where a link led when we looked, and what the words of a submitted post were like, happened: such rows are only ever added.
CREATE TRIGGER "link_looks_append_only" BEFORE UPDATE OR DELETE ON "link_looks" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "post_texts_append_only" BEFORE UPDATE OR DELETE ON "post_texts" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
