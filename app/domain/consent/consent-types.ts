// The shape of consent records, of the question asked about them and of its answer, as plain readonly data.
// Nothing here knows of a database; rows are turned into these shapes before anything is decided.
import { CHANNELS, PURPOSES, SUBJECTS } from './consent-vocabulary.ts';
import type {
  AccountKind,
  AccountScope,
  Answer,
  AuthorityBasis,
  Channel,
  Condition,
  Conditions,
  ConsentSource,
  Place,
  Purpose,
  ReasonCode,
  RestrictionType,
  Seen,
  Subject,
  Verdict,
} from './consent-vocabulary.ts';

export * from './consent-vocabulary.ts';

/** The uses that one answer speaks of: every combination of the sets named. */
export interface ConsentScope {
  readonly subjects: readonly Subject[];
  readonly channels: readonly Channel[];
  readonly purposes: readonly Purpose[];
  /** One trip, or null for every occasion. */
  readonly eventId: string | null;
  readonly accountScope: AccountScope;
}

/** The scope of a no to everything, as a provisional no or a whole withdrawal records it. */
export const EVERY_USE: ConsentScope = {
  subjects: SUBJECTS,
  channels: CHANNELS,
  purposes: PURPOSES,
  eventId: null,
  accountScope: 'own_school',
};

/** One answer, never changed once written. A no whose sets are empty is a no to everything. */
export interface ConsentDecision extends ConsentScope {
  readonly id: string;
  readonly pupilId: string;
  /** Who answered. Null with a no: anyone's provisional no. Null with a yes: nobody, save for a `legacyTick`. */
  readonly holderId: string | null;
  readonly decision: Answer;
  readonly conditions: Conditions;
  /** When the person answered, by their own dating. */
  readonly decidedAt: Date;
  /** When it was written down here. A no works from that moment, whatever its date. */
  readonly recordedAt: Date;
  /** A yes works from here on; a no does not wait for it. */
  readonly effectiveFrom: Date;
  /** First moment at which a yes no longer works, or null for none. */
  readonly expiresAt: Date | null;
  readonly source: ConsentSource;
  readonly formVersionId: string | null;
  /** First moment at which the wording that was signed no longer counts. */
  readonly formRetiredAt: Date | null;
  /** Taken from a tick that names neither giver nor date; the data lead has signed what it covers. */
  readonly legacyTick: boolean;
  /** The record that this one answers or corrects. */
  readonly supersedesId: string | null;
  /** True when the data lead or a safeguarding lead lifts the provisional no named in `supersedesId`. */
  readonly liftsProvisional: boolean;
  /** A no for new posts only: whoever said it chose that what is live may stay. */
  readonly leavesLive?: boolean;
  /** Order of writing; settles answers written in the same millisecond. */
  readonly sequence: number;
}

/** A person who may answer for a pupil. The pupil's own entry has the basis `self`. */
export interface AuthorityHolder {
  readonly id: string;
  readonly pupilId: string;
  readonly basis: AuthorityBasis;
  readonly authorityFrom: Date;
  /** First moment without authority, or null while it lasts. */
  readonly authorityUntil: Date | null;
  /** True when a court or the placing authority has said that this person may not agree. */
  readonly mayNotConsent: boolean;
}

/** The pupil as far as consent is concerned. Dates are the school's calendar dates, `YYYY-MM-DD`. */
export interface ConsentPupil {
  readonly id: string;
  readonly schoolId: string;
  readonly startsOn: string;
  /** Last day on roll, or null. */
  readonly leavesOn: string | null;
  readonly dateOfBirth: string | null;
  /** Since when a full export of the school's records no longer has this pupil, or null. */
  readonly missingSince?: Date | null;
  /** Since when the last export says something about this pupil that could not be read, or null. */
  readonly unclearSince?: Date | null;
}

/** What the pupil said. A null subject speaks of everything. */
export interface PupilView {
  readonly id: string;
  readonly pupilId: string;
  readonly subject: Subject | null;
  readonly answer: 'yes' | 'no' | 'not_asked';
  readonly askedAt: Date;
  readonly recordedAt: Date;
  readonly sequence: number;
}

/** Set and lifted by the safeguarding lead alone; its reason is not part of this record. */
export interface Restriction {
  readonly id: string;
  readonly pupilId: string;
  readonly type: RestrictionType;
  readonly startsAt: Date;
  readonly liftedAt: Date | null;
}

/** What the school and its trust have settled. */
export interface ConsentSettings {
  /** Whole years from which the pupil is asked too. */
  readonly ownConsentAge: number;
  /** What an unasked pupil of that age means for a photo. Names are always blocked. */
  readonly imageWhenViewNotAsked: 'block' | 'warn';
  /** Naming of pupils: not at all, only where no photo is, or the first name beside a photo too. */
  readonly pupilIdentity: 'never' | 'name_without_image' | 'first_name_with_consent';
  /** Recognisable people that make a group. */
  readonly groupSize: number;
  /** Days after which an export of the school's records is too old to rely on. */
  readonly importStaleDays: number;
  /** Calendar days beyond which it is too old whatever the holidays. */
  readonly importStaleAtMostDays: number;
  /** Dates without school (`YYYY-MM-DD`; weekends are understood). Null, not known: every day counts. */
  readonly closedDates: ReadonlySet<string> | null;
  /** First day (`YYYY-MM-DD`) of the sixty school days in which pupils of the age are asked for the first time; null: none. */
  readonly ownConsentRolloutFrom: string | null;
  /** Where the school rests on its public task in place of a yes. Every no counts there all the same. */
  readonly publicTasks: readonly PublicTask[];
  /** Days before its end at which a yes is pointed out for renewal. */
  readonly expiresSoonDays: number;
  /** IANA name of the school's time zone. */
  readonly zone: string;
}

/** One place and purpose for which the school has recorded that it is part of its public task (F-08). */
export interface PublicTask {
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly startsAt: Date;
  /** First moment at which it no longer counts, or null. */
  readonly endsAt: Date | null;
}

/** A span of time, its end left out. */
export interface Span {
  readonly from: Date;
  readonly until: Date;
}

export const DEFAULT_CONSENT_SETTINGS: ConsentSettings = {
  ownConsentAge: 13,
  imageWhenViewNotAsked: 'block',
  pupilIdentity: 'name_without_image',
  groupSize: 3,
  importStaleDays: 7,
  importStaleAtMostDays: 21,
  closedDates: null,
  ownConsentRolloutFrom: null,
  publicTasks: [],
  expiresSoonDays: 30,
  zone: 'Europe/London',
};

/** The export that the answers came from; null when the school keeps its records here by hand. */
export interface ConsentImport {
  readonly exportedAt: Date | null;
}

/** Everything known about one pupil. Records of other pupils are ignored: a sibling's yes never carries. */
export interface ConsentInputs {
  readonly pupil: ConsentPupil;
  readonly decisions: readonly ConsentDecision[];
  readonly holders: readonly AuthorityHolder[];
  readonly views: readonly PupilView[];
  readonly restrictions: readonly Restriction[];
  readonly settings: ConsentSettings;
  readonly import: ConsentImport;
}

/** What one photo shows, as people have said. Whatever is not known fails the condition that asks for it. */
export interface Scene {
  /** People who could be recognised, or null when nobody has counted. */
  readonly identifiablePeople: number | null;
  /** Whether this pupil faces the camera. */
  readonly faceOn: Seen;
  readonly uniform: Seen;
  /** Whether photo or words tell the place. Left out means unknown. */
  readonly placeTold?: Seen;
}

/** The use that is asked about. */
export interface ConsentNeed {
  readonly subject: Subject;
  readonly channel: Place;
  readonly purpose: Purpose;
  /** The trip, with the moment of its first post (null while there is none). */
  readonly event: { readonly id: string; readonly firstPostAt: Date | null } | null;
  readonly accountKind: AccountKind;
  /** Null when there is no photo, or when it has not been looked at yet. */
  readonly scene: Scene | null;
  /** The moment of the use. */
  readonly at: Date;
  /**
   * The moment at which the age of the export is judged; `at` when left out. A post placed ahead is judged today,
   * because a newer export may come before it goes out, and it is judged again as it goes out.
   */
  readonly importJudgedAt?: Date;
  /** When somebody had looked this pupil up, for this very post, in the school's own records: it stands in for a fresh export. */
  readonly lookedUp?: readonly Span[];
  /** The author has declared that everyone not asked yet was asked for this photo, and that none said no. */
  readonly askedForThis?: boolean;
}

export interface Reason {
  readonly code: ReasonCode;
  readonly verdict: 'block' | 'warn';
  /** The answers that this reason rests on, sorted; empty for reasons that rest on none. */
  readonly decisionIds: readonly string[];
  /** Conditions of a yes that the photo does not meet. */
  readonly unmet: readonly Condition[];
  /** True when showing the pupil in a group would remove this reason. */
  readonly groupWouldDo: boolean;
}

/** The answer of {@link resolve}. Only the data lead and the safeguarding lead may see more than its words. */
export interface ConsentResolution {
  readonly subject: Subject;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Every answer relied on, for or against, sorted. */
  readonly decisionIds: readonly string[];
}
