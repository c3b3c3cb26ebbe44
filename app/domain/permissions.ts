// The one permission table: which role may do what in a school. Buttons and servers ask the same question here.
import { type Actor, type Person, type Role, rolesIn, runningDelegation } from './actor.ts';

const WRITERS = ['teacher', 'headteacher', 'deputy', 'comms_lead'] as const;
const STOPPERS = [...WRITERS, 'dsl', 'deputy_dsl'] as const;
/** those who keep the record of consent */
const KEEPERS = ['school_office', 'data_lead', 'dsl', 'deputy_dsl'] as const;

export const PERMISSIONS = {
  'post.draft': WRITERS,
  'post.read': [...STOPPERS, 'data_lead'],
  /** others' drafts, before they are submitted */
  'post.readDrafts': ['headteacher', 'deputy', 'comms_lead'],
  /** put right anybody's post that was taken down, in a new draft; its author may put right their own */
  'post.correct': ['comms_lead'],
  'post.approve': ['headteacher'],
  'post.schedule': ['comms_lead', 'headteacher'],
  /** publish an approved post by hand, say what became of it, and ask somebody else to do it */
  'post.publishByHand': ['comms_lead', 'headteacher'],
  /** have a live post of the school shown by another of its accounts, press it there, and say what became of it */
  'post.repost': ['comms_lead', 'headteacher'],
  'post.hold': STOPPERS,
  'hold.lift': ['dsl', 'deputy_dsl'],
  'post.takeDown': ['headteacher', 'deputy', 'comms_lead', 'dsl', 'deputy_dsl'],
  /** every takedown with its times; the words of a post only with `post.read` */
  'takedown.register': [
    'headteacher',
    'deputy',
    'comms_lead',
    'dsl',
    'deputy_dsl',
    'data_lead',
    'dpo',
    'trust_admin',
    'governor',
  ],
  /** who is asked, in which order, when a takedown needs a person */
  'onCall.set': ['headteacher', 'dsl', 'deputy_dsl'],
  /** that somebody was live who should not have been, and what was decided; who it was and why, only with `breach.keep` */
  'breach.know': ['headteacher', 'dpo', 'data_lead', 'dsl', 'deputy_dsl'],
  'breach.keep': ['data_lead', 'dsl', 'deputy_dsl'],
  'post.settle': ['headteacher', 'deputy', 'comms_lead'],
  'publishing.pause': ['headteacher', 'deputy', 'comms_lead', 'dsl', 'deputy_dsl', 'trust_admin'],
  'calendar.read': [...STOPPERS, 'data_lead'],
  'pupil.find': KEEPERS,
  'consent.record': KEEPERS,
  'consent.recordNo': [...WRITERS, 'school_office', 'data_lead', 'dsl', 'deputy_dsl'],
  'consent.history': ['data_lead', 'dsl', 'deputy_dsl'],
  'consent.liftProvisional': ['data_lead', 'dsl', 'deputy_dsl'],
  /** bring in an export of the school's records, and say which column is which */
  'import.upload': ['school_office', 'data_lead'],
  /** sign what its kinds of consent mean, start it, and let its yeses in */
  'import.sign': ['data_lead'],
  /** releases for children from elsewhere */
  'guests.record': KEEPERS,
  /** publish and retire the exact words that families are asked */
  'form.publish': ['data_lead'],
  /** ask families: personal links, letters, rounds of requests with reminders */
  'consent.ask': KEEPERS,
  /** answer for oneself, by a personal link or a private slip; no role has it */
  'consent.answerOwn': [],
  /** ask a class for its own views */
  'view.ask': [...WRITERS, ...KEEPERS],
  /** what a school settles about consent: roll-out of own consent, bases in law */
  'consent.settle': ['data_lead'],
  'schoolYear.set': ['school_office', 'data_lead', 'headteacher'],
  /** look one post's pupils up in the school's own records */
  'record.check': ['school_office', 'data_lead'],
  /** a child who is not on the list yet */
  'unlisted.add': [...WRITERS, ...KEEPERS],
  'unlisted.match': ['school_office', 'data_lead'],
  /** pupils' names, classes and dates, and who has left, where a person decides them */
  'pupil.keep': ['school_office', 'data_lead'],
  'nameChange.settle': ['dsl', 'deputy_dsl'],
  /** who may be shown in a display, a newsletter, on the website: no post needed */
  'use.check': [...WRITERS, ...KEEPERS],
  'trip.keep': [...WRITERS, 'school_office'],
  /** whether posts of a trip may go out while it is away */
  'trip.setPosts': ['headteacher'],
  'tripAccount.approve': ['headteacher'],
  'photoList.make': WRITERS,
  /** permissions of adults, and for material that is not the school's own */
  'adults.record': ['headteacher', 'deputy', 'comms_lead', 'school_office', 'data_lead'],
  /** what somebody outside asked to have removed */
  'removal.log': ['headteacher', 'deputy', 'comms_lead', ...KEEPERS],
  /** everything held about one pupil, for a request in law */
  'pupil.export': ['data_lead'],
  /** a photo that only looks like one that may no longer be used */
  'picture.allow': ['data_lead', 'dsl', 'deputy_dsl'],
  'restriction.know': ['data_lead', 'dsl', 'deputy_dsl'],
  'restriction.set': ['dsl', 'deputy_dsl'],
  /** say of a word in one's own or another's draft that it is no pupil, or why it is right as it is */
  'finding.answer': WRITERS,
  /** one half of what only a safeguarding lead and the headteacher may let stand; the other half is `post.approve` */
  'finding.acceptForSafety': ['dsl', 'deputy_dsl'],
  /** an answer that holds for the same wording in every post of the school */
  'finding.remember': ['headteacher', 'deputy', 'comms_lead', 'dsl', 'deputy_dsl'],
  /** the trust's own lists of words */
  'words.keep': ['headteacher', 'deputy', 'comms_lead', 'data_lead', 'trust_admin'],
  /** who may write about results, inspections and other matters of the school as a whole */
  'spokesperson.grant': ['headteacher', 'trust_admin'],
  /** how strictly words are checked */
  'textRules.set': ['headteacher', 'data_lead', 'trust_admin'],
  /** how far apart posts go out, how late one may be, how early one may be opened by hand */
  'postTimes.set': ['comms_lead', 'headteacher'],
  'accounts.read': [...STOPPERS, 'school_office', 'data_lead', 'dpo', 'trust_admin', 'governor'],
  /** put an account into the register, and ask that it may speak for the school */
  'account.register': ['comms_lead', 'headteacher'],
  /** ask for a connection, and make it once another person has approved it */
  'account.connect': ['comms_lead', 'headteacher'],
  /** approve what somebody else asked for, and close an account */
  'account.approve': ['headteacher', 'trust_admin'],
  'account.disconnect': ['comms_lead', 'headteacher', 'dsl', 'trust_admin'],
  'register.counts': ['trust_admin', 'governor', 'dpo'],
  'delegation.give': ['headteacher'],
  'access.end': ['headteacher', 'trust_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/**
 * Whether the actor holds a role with this permission in the school at `at`. The system may do what its jobs do; a family
 * may answer for itself in its own school, and a use case asks besides that it is about its own pupil.
 */
export function may(actor: Actor, permission: Permission, schoolId: string, at: Date): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'family') return permission === 'consent.answerOwn' && actor.schoolId === schoolId;
  const roles = rolesIn(actor, schoolId, at);
  if ((PERMISSIONS[permission] as readonly Role[]).some((role) => roles.has(role))) return true;
  return permission === 'post.approve' && mayApproveByDelegation(actor, schoolId, at);
}

/** A deputy approves only while a headteacher's dated delegation to them runs. */
export function mayApproveByDelegation(person: Person, schoolId: string, at: Date): boolean {
  return rolesIn(person, schoolId, at).has('deputy') && runningDelegation(person, schoolId, at) !== null;
}

/** Why a writer may not draft yet: policy first, then training; null when they may. */
export function draftingBarrier(person: Person, at: Date): 'policy_not_acknowledged' | 'not_trained' | null {
  if (!person.policyAcknowledged) return 'policy_not_acknowledged';
  if (!person.trainedUntil || person.trainedUntil <= at) return 'not_trained';
  return null;
}
