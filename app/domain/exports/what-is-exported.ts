// What of everything kept about a pupil goes into a file for a request in law, and what is left out and why: one line for each
// column that names a pupil. A test holds this list against the schema, so that a new table has to be thought about.
import type { AuditEvent } from '#app/domain/audit-events.ts';
import type { PupilRecords } from './pupil-records.ts';

export type Section = Exclude<keyof PupilRecords, 'about'>;

/** Why something is left out, in words that the file itself says. */
export const LEFT_OUT = {
  /** whether or not there is anything: so that the file tells nothing by being silent */
  by_others: 'Anything that the law lets a school hold back is decided on by people, not by this file.',
  technical: 'Technical traces that say nothing more than what stands here already.',
  in_words:
    'Posts in which a name like this one stands, without a picture of the pupil: others can have the same name, so the school looks through them by hand.',
  for_staff: 'Who on the staff opened which page. It is kept for a month, to watch over staff.',
  asked_before: 'Earlier requests like this one: somebody else may have made them.',
} as const;
export type LeftOut = keyof typeof LEFT_OUT;

/** By `table.column`: the section it goes into, or why it does not. */
export const PUPIL_COLUMNS: Readonly<Record<string, Section | { leftOut: LeftOut }>> = {
  'pupils.id': 'pupil',
  'previous_names.pupil_id': 'previousNames',
  'pupil_name_words.pupil_id': { leftOut: 'technical' },
  'authority_holders.pupil_id': 'people',
  'consent_decisions.pupil_id': 'answers',
  'pupil_views.pupil_id': 'ownAnswers',
  'consent_asks.pupil_id': 'asked',
  'consent_links.pupil_id': 'links',
  'consent_receipts.pupil_id': 'receipts',
  'view_slips.pupil_id': 'slips',
  'imported_answers.pupil_id': 'importedAnswers',
  'import_rows.mis_id': 'importRows',
  'revision_people.pupil_id': 'posts',
  'photo_people.pupil_id': 'posts',
  'usages.pupil_id': 'posts',
  'photo_absences.pupil_id': 'notInPhotos',
  'trip_pupils.pupil_id': 'trips',
  'photo_lists.pupil_ids': 'photoLists',
  'photo_lists.group_pupil_ids': 'photoLists',
  'record_checks.pupil_ids': 'lookedUp',
  'removal_requests.pupil_id': 'removalRequests',
  'name_changes.pupil_id': 'nameChanges',
  'unlisted_pupils.pupil_id': 'beforeOnTheList',
  'audit_events.pupil_id': 'log',
  'revision_findings.pupil_ids': { leftOut: 'in_words' },
  'restrictions.pupil_id': { leftOut: 'by_others' },
  'concerns.pupil_id': { leftOut: 'by_others' },
  'subject_exports.pupil_id': { leftOut: 'asked_before' },
  'monitoring_events.subject_id': { leftOut: 'for_staff' },
};

type PupilEvent = Extract<AuditEvent, { pupilId: string }>['type'];

/**
 * Which events of the log about a pupil are in the file. A change of permission is not: each answer stands in the file itself, and
 * the log has one name for an answer and for what only the safeguarding lead knows.
 */
export const PUPIL_EVENTS: Readonly<Record<PupilEvent, 'in' | { leftOut: LeftOut }>> = {
  'consent_link.made': 'in',
  'consent_link.ended': 'in',
  'pupil.renamed': 'in',
  'name_change.settled': 'in',
  'unlisted_pupil.matched': 'in',
  'permission.changed': { leftOut: 'technical' },
  'restriction.reason_read': { leftOut: 'by_others' },
  'subject_export.moved': { leftOut: 'asked_before' },
};

/** Free words that staff typed, which can name other people: a person looks through them before anything is handed over. */
export const WORDS_OF_STAFF =
  'What staff noted in their own words, such as where a letter is kept. It can name other people, so the school looks through it by hand.';
