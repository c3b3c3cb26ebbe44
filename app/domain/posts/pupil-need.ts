// What a post asks of a pupil's permission: the same question wherever it is judged, whether in the picker, at submit, on the
// approver's page, at the claim or just before sending.
import { channelOf } from '#app/domain/accounts/consent-channel.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { AccountKind, ConsentNeed, Purpose, Span } from '#app/domain/consent/consent-types.ts';
import type { PostContent } from './post-digest.ts';
import type { PostFacts, RecordLookup } from './post-facts.ts';

/**
 * What of the post’s ground a need is made of: whose account it is, the trip with the moment of its first post, and who
 * looked its pupils up in the school's own records.
 */
export interface NeedGround {
  platform: Platform;
  accountKind: AccountKind;
  trip: { id: string; firstPostAt: Date | null } | null;
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
    channel: channelOf(platform),
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
