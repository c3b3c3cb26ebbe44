// Everything that a file for a request in law tells of one pupil, as plain data: the same value is printed as a page and written as
// JSON. It holds no id of ours and nobody else's name; people, forms, answers and posts are numbered within the file.
import type { Role } from '#app/domain/actor.ts';
import type {
  AccountScope,
  Answer,
  AuthorityBasis,
  Channel,
  Condition,
  Purpose,
  Subject,
} from '#app/domain/consent/consent-vocabulary.ts';
import type { ImportState } from '#app/domain/import/import-state.ts';

/** ISO 8601, UTC. */
export type Moment = string;
/** `YYYY-MM-DD` in the school's zone. */
export type Day = string;

/** Staff by role alone; `system` did it by itself. */
export type Recorder = Role | 'staff' | 'themselves' | 'system';

export interface PupilRecords {
  about: { school: string; zone: string; reference: string; madeAt: Moment; number: string };
  pupil: {
    number: string;
    legalForename: string;
    legalSurname: string;
    preferredForename: string | null;
    preferredSurname: string | null;
    knownAs: string | null;
    yearGroup: string;
    registrationGroup: string;
    dateOfBirth: Day | null;
    startsOn: Day;
    leavesOn: Day | null;
    missingSince: Moment | null;
    unclearSince: Moment | null;
    keptSince: Moment;
  };
  previousNames: { name: string; until: Moment }[];
  people: {
    number: number;
    relationship: string;
    authority: AuthorityBasis;
    from: Moment;
    until: Moment | null;
    verifiedAt: Moment | null;
    mayNotConsent: boolean;
    hasEmail: boolean;
    language: string;
  }[];
  forms: {
    number: number;
    title: string;
    wording: string;
    language: string;
    controllers: string[];
    howToWithdraw: string;
  }[];
  answers: RecordedAnswer[];
  ownAnswers: {
    subject: Subject;
    answer: 'yes' | 'no' | 'not_asked';
    bySlip: boolean;
    askedAt: Moment;
    recordedAt: Moment;
    recordedBy: Recorder;
  }[];
  asked: {
    person: number;
    kind: 'general' | 'trip' | 'renewal';
    trip: string | null;
    way: 'email' | 'letter';
    dueOn: Day;
    sent: number;
    lastSentAt: Moment | null;
    failedAt: Moment | null;
    answeredAt: Moment | null;
  }[];
  links: {
    person: number;
    way: 'email' | 'letter';
    madeAt: Moment;
    expiresAt: Moment;
    endedAt: Moment | null;
  }[];
  receipts: { person: number; at: Moment; form: number | null; answers: number[] }[];
  slips: { givenOutAt: Moment; endsAt: Moment; answeredAt: Moment | null }[];
  importedAnswers: {
    source: string;
    type: string;
    person: number | null;
    answer: Answer;
    answeredOn: Day | null;
    subjects: Subject[];
    channels: Channel[];
    purposes: Purpose[];
    accountScope: AccountScope;
  }[];
  importRows: {
    importedAt: Moment;
    row: number;
    fate: string;
    state: ImportState;
    confirmed: boolean | null;
  }[];
  posts: ExportedPost[];
  notInPhotos: { saidAt: Moment; how: 'absent' | 'hidden' }[];
  trips: { name: string; place: string; from: Moment; until: Moment; cancelledAt: Moment | null }[];
  photoLists: {
    trip: string;
    copy: number;
    kind: 'phone' | 'paper';
    onlyInGroup: boolean;
    madeAt: Moment;
    returnedAt: Moment | null;
    lostAt: Moment | null;
  }[];
  lookedUp: { at: Moment; until: Moment; recordedBy: Recorder }[];
  removalRequests: {
    receivedAt: Moment;
    from: string;
    way: string;
    answer: number | null;
    dueAt: Moment;
    outcome: string | null;
    decidedAt: Moment | null;
    toldAt: Moment | null;
  }[];
  nameChanges: { at: Moment; liveThen: number; lookedThroughAt: Moment | null }[];
  beforeOnTheList: { forename: string; group: string; addedAt: Moment; matchedAt: Moment | null }[];
  log: { at: Moment; what: string }[];
}

export interface RecordedAnswer {
  number: number;
  decision: Answer;
  /** the person who answered, by their number; null: somebody else, or a tick that names nobody */
  person: number | null;
  relationship: string | null;
  form: number | null;
  subjects: Subject[];
  channels: Channel[];
  purposes: Purpose[];
  accountScope: AccountScope;
  conditions: Condition[];
  trip: string | null;
  method: string;
  source: string;
  withoutGiver: boolean;
  decidedAt: Moment;
  effectiveFrom: Moment;
  expiresAt: Moment | null;
  recordedAt: Moment;
  recordedBy: Recorder;
  /** number of the answer it takes the place of, or lifts */
  after: number | null;
  lifts: boolean;
  leavesLive: boolean;
  /** numbers of the posts that rested on it when they went out */
  posts: number[];
}

export interface ExportedPost {
  number: number;
  account: string;
  platform: string;
  /** where it stands now */
  state: string;
  trip: string | null;
  startedAt: Moment;
  sentForApprovalAt: Moment | null;
  publishedAt: Moment | null;
  removedAt: Moment | null;
  platformPostId: string | null;
  /** what went out, as it was approved; null when nothing did */
  words: string | null;
  stopped: { from: Moment; until: Moment | null }[];
  takenDown: { askedAt: Moment; dueBy: Moment; endedAt: Moment | null; outcome: string | null }[];
  /** numbers of the answers it rested on */
  restedOn: number[];
  photos: ExportedPhoto[];
}

/** Why a photo is not in the file. */
export type PhotoLeftOut = 'not_kept' | 'others_not_hidden';

export interface ExportedPhoto {
  /** path within the archive; null when it is left out */
  file: string | null;
  leftOut: PhotoLeftOut | null;
  /**
   * `alone`: nobody else is in it. `others`: every other face is hidden. `everyone`: nobody wrote down, or it is no longer kept,
   * which face is whose, so all are hidden.
   */
  hidden: 'alone' | 'others' | 'everyone' | null;
  /** as it went out; null when it did not */
  altText: string | null;
}
