// Each school's settings with their defaults; rules read these and never a constant (requirements §1A, §7).

export interface SchoolSettings {
  /** Age from which the pupil's own answer is asked for (F-05, F-06). */
  ownConsentAge: number;
  /** What an unasked pupil of that age means for an image: `block` or `warn`. */
  imageWhenViewNotAsked: 'block' | 'warn';
  /** First day (`YYYY-MM-DD`) of the sixty school days in which pupils of that age are asked for the first time; null = none. */
  ownConsentRolloutFrom: string | null;
  /** It was ended before its time; it cannot be had again. */
  ownConsentRolloutEnded: boolean;
  /** Whether pupils may be named at all (C-1). */
  pupilIdentity: 'never' | 'name_without_image' | 'first_name_with_consent';
  /** Logos and brand names: never, with a permission on record, or besides the school's own on its own accounts (C-2, T-17). */
  logoRule: 'never' | 'with_permission' | 'own_on_official';
  /** A name in one post and a face in another are one child when both are of one event, or within so many days. */
  nameApartDays: number;
  /** Between these days (`YYYY-MM-DD`, both included) nothing political goes out at all; null = no election is near (T-14). */
  electionFrom: string | null;
  electionUntil: string | null;
  /** What discussing one pupil means: shown to the approver, or stopped. */
  individualPupils: 'warn' | 'block';
  /** Whose policy's clauses are cited beside the rule; null = none of them (see policy/known-policies). */
  policyCited: string | null;
  /** How many identifiable people make a group. */
  groupSize: number;
  /** Days after which an import of consents is too old to rely on. */
  importStaleDays: number;
  /** So many pupils changed by one import, or so many in a hundred, and a person is asked twice. */
  importAskTwiceCount: number;
  importAskTwicePercent: number;
  /** Days after its end for which an imported file is kept. */
  importFilesKeptDays: number;
  /** Days for which a personal link opens its page. */
  consentLinkDays: number;
  /** Minutes after its due time beyond which a post is missed, not sent late (PF14). */
  latenessMinutes: number;
  /** Minutes before its time from which a post may be handed to whoever publishes it by hand. */
  handOverMinutes: number;
  /** Least time between two posts of one account, s: posts of the same minute go out one after another (PF12). */
  spacingSeconds: number;
  /** Days the default window for publishing stays open after approval. */
  windowDays: number;
  /** Longest edge of a published photo, px (I-03). */
  photoMaxEdge: number;
  /** What one child's large face, alone in a photo, means (I-07). */
  closePortraits: 'warn' | 'block';
  /** What uniform, logo or buildings beside a child's face mean (I-12). */
  premisesWithFace: 'warn' | 'block' | 'ignore';
  /** Days after the decision on a post for which the originals of its photos, and their unblurred copies, are kept. */
  originalsKeptDays: number;
  /** Days after the answer for which the words of a request to remove, and who asked, are kept. */
  removalWordsKeptDays: number;
  /** A post that shows a pupil is taken down at the end of the school year this many years after the one it went out in. */
  postsKeptYears: number;
}

export const DEFAULT_SETTINGS: SchoolSettings = {
  ownConsentAge: 13,
  imageWhenViewNotAsked: 'block',
  ownConsentRolloutFrom: null,
  ownConsentRolloutEnded: false,
  pupilIdentity: 'name_without_image',
  logoRule: 'own_on_official',
  nameApartDays: 7,
  electionFrom: null,
  electionUntil: null,
  individualPupils: 'warn',
  policyCited: null,
  groupSize: 3,
  importStaleDays: 7,
  importAskTwiceCount: 25,
  importAskTwicePercent: 10,
  importFilesKeptDays: 7,
  consentLinkDays: 30,
  latenessMinutes: 30,
  handOverMinutes: 15,
  spacingSeconds: 60,
  windowDays: 14,
  photoMaxEdge: 2048,
  closePortraits: 'warn',
  premisesWithFace: 'warn',
  originalsKeptDays: 7,
  removalWordsKeptDays: 180,
  postsKeptYears: 1,
};

/** The settings a school stored, completed with the defaults. */
export function settingsOf(stored: Partial<SchoolSettings>): SchoolSettings {
  return { ...DEFAULT_SETTINGS, ...stored };
}
