// What a post asks of a pupil's permission: the same question wherever it is judged, whether in the picker, at submit, on the
// approver's page, at the claim or just before sending.
import type { AccountKind, ConsentNeed, Purpose, Seen, Span } from '#app/domain/consent/consent-types.ts';
import { type TripWords, tellingWords } from '#app/domain/trips/telling-words.ts';
import type { PostContent } from './post-digest.ts';
import type { PostFacts, RecordLookup } from './post-facts.ts';

/**
 * What of the post’s ground a need is made of: whose account it is, the trip with the moment of its first post, and who
 * looked its pupils up in the school's own records.
 */
export interface NeedGround {
  platform: 'x';
  accountKind: AccountKind;
  trip: ({ id: string; firstPostAt: Date | null } & Partial<TripWords>) | null;
  /** left out: nobody did */
  recordChecks?: readonly RecordLookup[];
}

/** The ground of a post as it was read. */
export const needGroundOf = ({
  account,
  trip,
  recordChecks,
}: Pick<PostFacts, 'account' | 'trip' | 'recordChecks'>): NeedGround => ({
  platform: account.platform,
  accountKind: account.kind,
  trip,
  recordChecks,
});

/** The declaration that everyone in the photos who was not asked yet was asked for them (see consent/own-consent-rollout). */
export const EACH_ASKED = 'each_asked' as const;

/** The use of one pupil, apart from what is shown of them and how. `now` is the present, `at` the moment it is judged for. */
export function useOfPupil(
  content: Pick<PostContent, 'purpose' | 'declarations'>,
  pupilId: string,
  { platform, accountKind, trip, recordChecks = [] }: NeedGround,
  at: Date,
  now: Date,
): Omit<ConsentNeed, 'subject' | 'scene'> {
  return {
    channel: platform,
    purpose: content.purpose as Purpose,
    event: trip && { id: trip.id, firstPostAt: trip.firstPostAt },
    accountKind,
    at,
    importJudgedAt: now,
    lookedUp: recordChecks.flatMap((check): Span[] =>
      check.pupilIds.includes(pupilId) ? [{ from: check.checkedAt, until: check.validUntil }] : [],
    ),
    askedForThis: content.declarations.includes(EACH_ASKED),
  };
}

/**
 * Whether words and pictures tell the place, as far as anybody knows: yes when the trip's place is in what is written; no when it
 * is not and the author has declared that the pictures do not tell it either. Of any other post nobody has said: unknown.
 */
export function placeTold(
  { words, photos, declarations }: Pick<PostContent, 'words' | 'photos' | 'declarations'>,
  trip: NeedGround['trip'],
): Seen {
  if (trip?.name === undefined || trip.place === undefined) return 'unknown';
  const { name, place, placeWords = [] } = trip;
  const texts = [words, ...photos.map(({ altText }) => altText)];
  const told = texts.some((text) =>
    tellingWords(text, { name, place, placeWords }).some(({ kind }) => kind === 'place'),
  );
  if (told) return 'yes';
  return declarations.includes('tells_no_place') ? 'no' : 'unknown';
}
