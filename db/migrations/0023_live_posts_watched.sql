-- Posts that went out before live posts were watched: those never read back are read now, the others in the course of a month.
UPDATE "deliveries"
SET "next_read_at" = CASE WHEN "verified_at" IS NULL THEN now() ELSE now() + random() * interval '30 days' END
WHERE "state" = 'published' AND "kind" = 'api' AND "removed_at" IS NULL AND "next_read_at" IS NULL;
