// What the checks of a post's words lean on: names as they are looked for, a trust's own lists of words, who may speak on what, where
// links lead, and what people answered to a finding (T-01 to T-24). Offsets and ids are kept of a finding, never a matched name.
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { FINDING_ANSWERS } from '#app/domain/words/answers/finding-answers.ts';
import { SPOKEN_TOPICS } from '#app/domain/words/speech/spoken-topics.ts';
import { WORD_LISTS } from '#app/domain/words/lists/word-lists.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';
import { pupils } from './pupils.ts';
import { schools, trusts } from './school.ts';

/**
 * Each folded word of each name of each pupil, so that the names in a text are found by its own words however many pupils there
 * are. Of a name the pupil no longer has only a keyed digest of the word is kept (see name-digests).
 */
export const pupilNameWords = pgTable(
  'pupil_name_words',
  {
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    /** tells the names of one pupil apart: `legal`, `preferred`, `known`, or an earlier name by the id of its sealed row */
    name: text('name').notNull(),
    part: text('part', { enum: ['forename', 'surname'] }).notNull(),
    /** place of the word in that part, from 0, and how many the part has */
    place: integer('place').notNull(),
    of: integer('of').notNull(),
    /** the folded word; for an earlier name its keyed digest, lower-case hex */
    word: text('word').notNull(),
    earlier: boolean('earlier').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.pupilId, t.name, t.part, t.place] }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    // Holds all that is asked of it, so that the few words of a text are found without reading the table of a whole trust.
    index('pupil_name_words_word').on(t.word, t.schoolId, t.pupilId, t.part, t.place, t.of),
  ],
);

/** A trust's own list of words, as it stood from one moment on. Versions are only added; the highest one counts. */
export const wordLists = pgTable(
  'word_lists',
  {
    id: id(),
    trustId: uuid('trust_id')
      .notNull()
      .references(() => trusts.id),
    list: text('list', { enum: WORD_LISTS }).notNull(),
    version: integer('version').notNull(),
    entries: text('entries').array().notNull(),
    publishedBy: uuid('published_by')
      .notNull()
      .references(() => users.id),
    publishedAt: moment('published_at').notNull(),
  },
  (t) => [unique('word_lists_version').on(t.trustId, t.list, t.version)],
);

/** Who may write about what only a spokesperson may say, and between which moments (T-09, R-42). */
export const spokespersonGrants = pgTable(
  'spokesperson_grants',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    topics: text('topics', { enum: SPOKEN_TOPICS }).array().notNull(),
    grantedBy: uuid('granted_by')
      .notNull()
      .references(() => users.id),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    endedAt: moment('ended_at'),
    endedBy: uuid('ended_by').references(() => users.id),
    requestKey: uuid('request_key').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('spokesperson_grants_school_id_id').on(t.schoolId, t.id),
    unique('spokesperson_grants_request').on(t.schoolId, t.requestKey),
    index('spokesperson_grants_user').on(t.schoolId, t.userId),
  ],
);

/**
 * What a person answered to one finding. It holds for the same check and the same wording: in one post, or, where the answer is
 * remembered, in every post of the school (`postId` null). Answers are only added; one that is taken back says when.
 */
export const findingAnswers = pgTable(
  'finding_answers',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    postId: uuid('post_id'),
    check: text('check').notNull(),
    code: text('code').notNull(),
    /** keyed digest of the folded wording that was found, so that no name stands here */
    wordingDigest: text('wording_digest').notNull(),
    answer: text('answer', { enum: FINDING_ANSWERS }).notNull(),
    /** digest of the reason given, kept beside the log (free-words) */
    wordsHash: text('words_hash'),
    /** of what is let stand: digest of what made the finding (words/answers/accepted-ground); null for an author's answer */
    ground: text('ground'),
    answeredBy: uuid('answered_by')
      .notNull()
      .references(() => users.id),
    answeredAt: moment('answered_at').notNull(),
    takenBackAt: moment('taken_back_at'),
    takenBackBy: uuid('taken_back_by').references(() => users.id),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    index('finding_answers_post').on(t.postId),
    index('finding_answers_wording').on(t.schoolId, t.check, t.wordingDigest),
  ],
);

/** What the checks of the words found in one submitted revision: the record of every check (requirement ids, offsets, ids). */
export const revisionFindings = pgTable(
  'revision_findings',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    check: text('check').notNull(),
    code: text('code').notNull(),
    level: text('level', { enum: ['block', 'warn'] }).notNull(),
    clause: text('clause').notNull(),
    field: text('field').notNull(),
    /** UTF-16 offsets in that field's text, end exclusive */
    from: integer('from').notNull(),
    to: integer('to').notNull(),
    /** pupils whose name it is, if any */
    pupilIds: uuid('pupil_ids').array().notNull().default([]),
    /** ids, numbers and codes that the check gave with it: the category, the permission relied on */
    context: jsonb('context').$type<Record<string, string | number>>().notNull().default({}),
    rulesVersion: integer('rules_version').notNull(),
    /** versions of the trust's lists that were in force */
    lists: jsonb('lists').$type<Partial<Record<(typeof WORD_LISTS)[number], number>>>().notNull().default({}),
    foundAt: moment('found_at').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    index('revision_findings_revision').on(t.revisionId),
    index('revision_findings_post').on(t.postId),
    index('revision_findings_pupils').using('gin', t.pupilIds),
    index('revision_findings_code').on(t.schoolId, t.code),
  ],
);

/** Where an address in a post led when we looked, from this machine and safely (T-18). Looks are only added. */
export const linkLooks = pgTable(
  'link_looks',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    /** the address as it stands in the words, made plain */
    url: text('url').notNull(),
    outcome: text('outcome', { enum: ['reached', 'refused', 'unreachable'] }).notNull(),
    /** why it was refused or not reached, a code */
    why: text('why'),
    /** where it ended after every redirect */
    finalUrl: text('final_url'),
    /** addresses on the way, in order */
    hops: text('hops').array().notNull().default([]),
    lookedAt: moment('looked_at').notNull(),
  },
  (t) => [index('link_looks_url').on(t.schoolId, t.url, t.lookedAt)],
);
