DROP INDEX "pupil_name_words_word";--> statement-breakpoint
CREATE INDEX "pupil_name_words_word" ON "pupil_name_words" USING btree ("word","school_id","pupil_id","part","place","of");