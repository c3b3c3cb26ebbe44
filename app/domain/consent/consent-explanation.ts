// Why, in plain words, for the data lead and the safeguarding lead alone: what to put right, and which answers it
// rests on. Of a restriction it tells only that there is one; its type and its reason are not here.
import type { Condition, ConsentResolution, Reason, ReasonCode } from './consent-types.ts';

export interface Explanation {
  readonly stops: boolean;
  readonly sentence: string;
  /** The answers that it rests on, to open beside it. */
  readonly decisionIds: readonly string[];
}

const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  groupOnly: 'only in a group',
  notFaceOn: 'not facing the camera',
  noUniform: 'not in uniform',
};

const SENTENCES: Readonly<Record<ReasonCode, string>> = {
  not_on_roll: 'The pupil is not on roll on that day, and no answer was given for this trip in particular.',
  not_permitted: 'A second check by the safeguarding lead is on record. Please speak to them.',
  pupil_refused: 'The pupil has said no.',
  refused: 'Somebody has said no, or has withdrawn a yes, and has not said yes since.',
  policy: 'The naming rules do not allow a pupil to be named in this way.',
  trip_consent: 'There is no yes from before the first post of the trip that covers the trip.',
  no_consent: 'Nobody with authority has said yes to this use.',
  expired: 'There was a yes, but it has run out, or the form it was given on no longer counts.',
  view_not_asked: 'The pupil is old enough to be asked as well, and no answer is on record.',
  stale_data: 'The last export of the school’s records is too old to rely on.',
  unclear_row:
    'The last import has a row about this pupil that could not be read. Somebody has to look up what it says.',
  condition: 'There is a yes, with a condition that this photo is not known to meet:',
  expires_soon: 'The yes that this rests on runs out soon.',
  legacy_tick: 'The yes that this rests on came from a tick without a name or a date.',
};

/** Every reason as a sentence, those that stop the use first as the rules list them; empty when nothing is wrong. */
export function explain(resolution: ConsentResolution): readonly Explanation[] {
  return resolution.reasons.map((reason) => ({
    stops: reason.verdict === 'block',
    sentence: sentenceFor(reason),
    decisionIds: reason.decisionIds,
  }));
}

function sentenceFor({ code, unmet }: Reason): string {
  if (unmet.length === 0) return SENTENCES[code];
  return `${SENTENCES[code]} ${unmet.map((condition) => CONDITION_WORDS[condition]).join(', ')}.`;
}
