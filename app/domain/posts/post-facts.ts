// Everything that decides what may happen to a post, read at one moment (under lock when something is to change). Pure data.
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { AccountConnection } from '#app/domain/accounts/connection-faults.ts';
import type { Delegation, Person } from '#app/domain/actor.ts';
import type { AccountKind } from '#app/domain/consent/consent-vocabulary.ts';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import type { TripTimes } from '#app/domain/trips/trip-posts.ts';
import type { FoundWords } from '#app/domain/words/found-words.ts';
import type { Declarations } from './declarations.ts';
import type { DeliveryRecord } from './delivery-record.ts';
import type { PlacedPhoto } from './photo-of-post.ts';
import type { PostContent } from './post-digest.ts';
import type { PostStatus } from './post-status.ts';
import type { KnownPicture, PersonVerdict, WorkVerdict } from './verdicts.ts';

export interface PostRecord {
  id: string;
  schoolId: string;
  authorId: string;
  accountId: string;
  tripId: string | null;
  purpose: string;
  status: PostStatus;
  version: number;
  words: string;
  /** on a department's account: which of its subjects it is about */
  subject: string | null;
  declarations: Declarations;
  windowFrom: Date;
  windowUntil: Date;
  submittedBy: string | null;
  submittedAt: Date | null;
  revisionId: string | null;
  dueAt: Date | null;
  dueWall: string | null;
  dueZone: string | null;
  dueWhich: 'first' | 'second' | null;
  scheduledBy: string | null;
  /** until when it may stay live; null while it is not out, or when it shows no pupil */
  removeBy: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface ReviewRecord {
  id: string;
  revisionId: string;
  digest: string;
  verdictHash: string;
  decision: 'approved' | 'changes_requested' | 'rejected';
  reason: string;
  decidedBy: string;
  delegationId: string | null;
  decidedAt: Date;
  headCounts: number[];
  /** versions that the approver looked at in full size */
  viewed: string[];
  rulesVersion: number;
  voidedAt: Date | null;
  voidCause: string | null;
}

/** The trip a post is about, as far as its posts care. */
export interface PostTrip extends TripTimes {
  id: string;
  name: string;
  place: string;
  placeWords: readonly string[];
  namedApproverId: string | null;
  /** the account opened for this trip alone */
  accountId: string | null;
  cancelledAt: Date | null;
  pupilIds: ReadonlySet<string>;
  /** when its first post went out; a yes given later does not count for it */
  firstPostAt: Date | null;
}

/** Somebody looked pupils of this post up in the school's own records; for these pupils and this post alone. */
export interface RecordLookup {
  pupilIds: readonly string[];
  checkedAt: Date;
  validUntil: Date;
}

/** The post that leads this one: only that one is ever edited, decided on or sent back. */
export interface LeadingPost {
  postId: string;
  /** the revision of it that this post was made from */
  madeFrom: string;
  /** the one it stands on now */
  revisionId: string | null;
  status: PostStatus;
  /** a person's stop of it stands */
  stopped: boolean;
  /** it comes down, or is down, because a person said so: not because of a permission or a date, which are of its own account */
  takenDown: boolean;
}

export interface PostFacts {
  at: Date;
  trust: { id: string; practice: boolean };
  school: { id: string; name: string; zone: string; settings: SchoolSettings; pausedSince: Date | null };
  account: {
    id: string;
    platform: Platform;
    handle: string;
    displayName: string;
    platformUserId: string | null;
    /** how posts reach it; null = they do not, or go by hand */
    connection: AccountConnection | null;
    approvedBy: string | null;
    approvedAt: Date | null;
    opensAt: Date | null;
    closesAt: Date | null;
    practice: boolean;
    kind: AccountKind;
    /** a department's subjects; empty for every other account */
    subjects: string[];
  };
  trip: PostTrip | null;
  /** when the last of what it shows came in: its newest photo, or the post itself */
  broughtAt: Date;
  post: PostRecord;
  /** set in a post that was made from another for a further account */
  lead: LeadingPost | null;
  /** further accounts that it is also for, by id, sorted; empty in a post that follows another */
  alsoOn: string[];
  photos: PlacedPhoto[];
  /** everyone who ever changed the post */
  editors: string[];
  author: Person;
  /** the post as it would be cut now */
  working: PostContent;
  revision: {
    id: string;
    number: number;
    digest: string;
    content: PostContent;
    submittedBy: string;
    cutAt: Date;
  } | null;
  /** the last decision on the current revision that has not been voided */
  review: ReviewRecord | null;
  approver: Person | null;
  delegation: Delegation | null;
  openHolds: { id: string; cause: string; openedAt: Date; openedBy: string }[];
  delivery: DeliveryRecord | null;
  verdicts: PersonVerdict[];
  /** for pupils whose own work was said to be in a photo */
  workVerdicts: WorkVerdict[];
  /** photos, by index, whose permission for somebody else's material does not cover them here and when they go out */
  materialsMissing: number[];
  /** photos that name a permission for a logo in them which does not cover this post */
  logosMissing: number[];
  /** photos that look like one that may no longer be used */
  knownPictures: KnownPicture[];
  /** a second copy is coming down of which no person has been told, so that none can say that it is gone */
  copyNobodyKnows: boolean;
  /** an open concern names this post, one made together with it for another account, or one of its photos */
  concernOnContent: boolean;
  /** what the checks found in its words, and what people answered */
  words: FoundWords;
  /** who looked its pupils up in the school's own records, and until when that counts */
  recordChecks: RecordLookup[];
}

/** The content that counts: what was submitted while a revision stands, else the working copy. */
export const contentOf = (facts: PostFacts): PostContent => facts.revision?.content ?? facts.working;
