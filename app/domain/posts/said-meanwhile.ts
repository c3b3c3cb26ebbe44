// Why a post that turns out to be out must come down at once: somebody wanted it gone, it was held for what it shows, or it had been given
// up and by now somebody's word is against it. A no that came while it was on its way is with its delivery already.
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import type { Work } from '#app/domain/work.ts';
import type { DeliveryRecord } from './delivery-record.ts';
import { readFactsAsSent } from './load-post-facts.ts';
import type { PostFacts } from './post-facts.ts';
import type { HoldCause } from './publish-gate.ts';
import type { TakedownCause } from './takedown-causes.ts';

/**
 * What a hold means for a post that is out after all. Null: it says nothing against what is shown, only against how, where or when it was
 * to go out, and what is live would stay. Whoever stopped a post has not said why, and may say so afterwards.
 */
const DOWN_FOR: Readonly<Record<HoldCause, TakedownCause | null>> = {
  permission_changed: 'permission_changed',
  looks_alike: 'permission_changed',
  removal_wanted: 'asked_from_outside',
  stopped_by_person: 'not_said',
  concern_open: 'other',
  not_accounted_for: 'other',
  check_failed: 'mistake',
  photo_not_clean: null,
  approval_not_valid: null,
  account_not_open: null,
  people_not_in_role: null,
  platform_refused: null,
  not_on_platform: null,
  trip_changed: null,
  account_disconnected: null,
  no_credit: null,
  same_words_there: null,
};
/** The weightiest first. */
const HOLDS_IN_ORDER = Object.keys(DOWN_FOR) as HoldCause[];

/** The checks of who and whose work is shown or named, and of pictures that must not come back. */
const OF_PEOPLE: readonly string[] = [
  ...['I-05', 'I-13', 'I-14', 'I-15'],
  ...['T-01', 'T-02', 'T-02-joined', 'T-07', 'T-17'],
];

/** On a locked post that has not been moved to published yet, with its delivery as it is now. @returns null: it stays */
export async function causeToComeDown(
  work: Work,
  facts: PostFacts,
  delivery: Pick<DeliveryRecord, 'revisionId' | 'removalWantedAt'>,
): Promise<TakedownCause | null> {
  const { schoolId, id: postId, status } = facts.post;
  if (delivery.removalWantedAt) {
    // Open, or ended because it was thought never to have been out; with none, a request was granted for what was not out.
    const [last] = await takedownsOfPost(work.db, { schoolId }, postId);
    return last?.cause ?? 'asked_from_outside';
  }
  const held = causeOfHolds(facts);
  if (held) return held;
  if (status === 'publishing' || status === 'unknown') return null;
  const sent = await readFactsAsSent(work.db, { schoolId, postId }, work.at, delivery.revisionId);
  if (sent.concernOnContent || sent.verdicts.some(({ concern }) => concern)) return 'other';
  const against = blocks(runChecks(sent, 'gate')).some(({ check }) => OF_PEOPLE.includes(check));
  return against ? 'permission_changed' : null;
}

function causeOfHolds({ openHolds }: PostFacts): TakedownCause | null {
  const causes = HOLDS_IN_ORDER.filter((cause) => openHolds.some((hold) => hold.cause === cause));
  return causes.map((cause) => DOWN_FOR[cause]).find((cause) => cause !== null) ?? null;
}
