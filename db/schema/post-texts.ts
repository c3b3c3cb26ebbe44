// What the words of each submitted revision look like in numbers, so that the same words on a second account are found by index,
// however many posts there are (X forbids them).
import { foreignKey, index, integer, pgTable, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { moment, schoolId } from './columns.ts';
import { revisions } from './revisions.ts';

/** One row for each revision that has words; rows are only added. See domain/words/reading/text-print. */
export const postTexts = pgTable(
  'post_texts',
  {
    revisionId: uuid('revision_id').primaryKey(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    accountId: uuid('account_id').notNull(),
    /** how many words it has */
    words: integer('words').notNull(),
    /** hash of the whole folded text */
    whole: integer('whole').notNull(),
    /** numbers of each two words that follow one another, ascending, each once; rarer words have the lower numbers */
    pairs: integer('pairs').array().notNull(),
    /** numbers of which two texts that are nearly the same share at least one */
    marks: integer('marks').array().notNull(),
    cutAt: moment('cut_at').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.revisionId], foreignColumns: [revisions.schoolId, revisions.id] }),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    index('post_texts_marks').using('gin', t.marks),
    index('post_texts_post').on(t.postId),
  ],
);
