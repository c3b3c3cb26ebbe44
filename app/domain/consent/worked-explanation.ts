// The decision worked through aloud, rule by rule, for the data lead and the safeguarding leads: what each rule found, and the
// records it rests on. Of a restriction it tells only that a second check is on record; its type and its reason are not here.
import { explain } from './consent-explanation.ts';
import { type ConsentInputs, type ConsentNeed, REASON_CODES, type ReasonCode } from './consent-types.ts';
import { resolve } from './consent-decision.ts';
import { needsNoYes } from './permission-rules.ts';
import { isName, isPicture } from './subject-parts.ts';
import { factsOf, type UseFacts } from './use-facts.ts';

/** `not_asked`: the rule has nothing to say about this use. */
export type RuleOutcome = 'stops' | 'warns' | 'holds' | 'not_asked';

export interface WorkedRule {
  readonly rule: ReasonCode;
  readonly outcome: RuleOutcome;
  readonly sentence: string;
  /** answers and views that it rests on, to be listed beside it */
  readonly recordIds: readonly string[];
}

/** Every rule once, in the order in which the decision lists them. The outcomes are the decision's own. */
export function workedExplanation(inputs: ConsentInputs, need: ConsentNeed): readonly WorkedRule[] {
  const resolution = resolve(inputs, need);
  const against = explain(resolution);
  const facts = factsOf(inputs, need);
  return REASON_CODES.map((rule): WorkedRule => {
    const index = resolution.reasons.findIndex(({ code }) => code === rule);
    const said = against[index];
    if (said) {
      const recordIds = [...said.decisionIds, ...viewsBehind(rule, facts)];
      return { rule, outcome: said.stops ? 'stops' : 'warns', sentence: said.sentence, recordIds };
    }
    const { applies = true, sentence, recordIds = [] } = PASSED[rule](facts);
    return { rule, outcome: applies ? 'holds' : 'not_asked', sentence, recordIds };
  });
}

interface Passed {
  applies?: boolean;
  sentence: string;
  recordIds?: readonly string[];
}

const NOT_FOR_THIS = (sentence: string): Passed => ({ applies: false, sentence });
const TASK = 'The school rests on its public task here, so no yes is needed.';

/** What there is to say of each rule that did not stop the use. */
const PASSED: Readonly<Record<ReasonCode, (facts: UseFacts) => Passed>> = {
  not_on_roll: ({ parts }) => {
    const spans = parts.length > 0 && parts.every(({ yesForTrip }) => yesForTrip.length > 0);
    return spans
      ? {
          sentence: 'The pupil is on roll on that day, or an answer for this very event covers it.',
          recordIds: parts.flatMap(({ yesForTrip }) => yesForTrip.map(({ id }) => id)),
        }
      : { sentence: 'The pupil is on roll on that day.' };
  },
  not_permitted: ({ restrictions, need }) =>
    restrictions.some(({ liftedAt }) => liftedAt === null || need.at < liftedAt)
      ? { sentence: 'A second check by the safeguarding lead is on record; it does not stop this use.' }
      : { sentence: 'No second check by the safeguarding lead is on record.' },
  pupil_refused: (facts) => {
    const recordIds = viewsBehind('pupil_refused', facts);
    return { sentence: 'The pupil has not said no to this.', recordIds };
  },
  refused: ({ hearing }) =>
    hearing.answers.length === 0
      ? { sentence: 'Nobody has answered yet, so nobody has said no.' }
      : { sentence: 'Nobody’s no stands for this use.' },
  policy: ({ need }) =>
    isName(need.subject)
      ? { sentence: 'The school’s naming rules allow this.' }
      : NOT_FOR_THIS('No name is used, so the naming rules have nothing to say.'),
  trip_consent: ({ parts, task }) => {
    const yes = parts.flatMap(({ tripYes }) => tripYes ?? []);
    if (parts.every(({ tripYes }) => tripYes === null)) return NOT_FOR_THIS('This is not about a trip.');
    if (task.trip) return { sentence: TASK };
    return {
      sentence: 'There is a yes that covers the trip, in time for its first post.',
      recordIds: ids(yes),
    };
  },
  no_consent: ({ parts, task }) =>
    task.purpose
      ? { sentence: TASK }
      : {
          sentence: 'Somebody with authority has said yes to this use.',
          recordIds: ids(parts.flatMap(({ yes, lapsed }) => [...yes, ...lapsed])),
        },
  expired: ({ parts, task }) => {
    if (task.purpose) return NOT_FOR_THIS(TASK);
    const yes = parts.flatMap((part) => part.yes);
    return yes.length > 0
      ? { sentence: 'That yes is running, and the form it was given on still counts.', recordIds: ids(yes) }
      : NOT_FOR_THIS('There is no yes that could have run out.');
  },
  view_not_asked: (facts) => {
    const { need, hearing, inputs } = facts;
    const { ownConsent } = hearing.ages;
    if (needsNoYes(facts)) return NOT_FOR_THIS(TASK);
    if (ownConsent !== null && need.at.getTime() < ownConsent)
      return NOT_FOR_THIS(`The pupil is under ${inputs.settings.ownConsentAge} on that day.`);
    return {
      sentence: 'The pupil was asked too, and said yes.',
      recordIds: viewsBehind('view_not_asked', facts),
    };
  },
  stale_data: ({ inputs, need }) => {
    if (inputs.import.exportedAt === null)
      return NOT_FOR_THIS('The school keeps its records here by hand, so there is no export to grow old.');
    return need.lookedUp && need.lookedUp.length > 0
      ? { sentence: 'The export is recent enough, or somebody looked this pupil up for this post.' }
      : { sentence: 'The last export of the school’s records is recent enough.' };
  },
  unclear_row: () => ({ sentence: 'Every row about this pupil in the last import could be read.' }),
  condition: ({ parts, need }) => {
    if (!isPicture(need.subject)) return NOT_FOR_THIS('No picture is shown, so no condition of one applies.');
    const asked = parts.flatMap(({ conditionIds }) => Object.values(conditionIds).flat());
    return asked.length > 0
      ? { sentence: 'The photo keeps to what was asked for in return.', recordIds: [...new Set(asked)] }
      : { sentence: 'Nobody asked for anything in return.' };
  },
  expires_soon: ({ inputs }) => ({
    sentence: `Nothing that it rests on runs out in the next ${inputs.settings.expiresSoonDays} days.`,
  }),
  legacy_tick: () => ({ sentence: 'It does not rest on a tick without a name or a date.' }),
};

const ids = (rows: readonly { readonly id: string }[]): readonly string[] => [
  ...new Set(rows.map(({ id }) => id)),
];

/** What the pupil said about the use, where the rule is about that. */
function viewsBehind(rule: ReasonCode, { views, parts }: UseFacts): readonly string[] {
  if (rule !== 'pupil_refused' && rule !== 'view_not_asked') return [];
  const subjects = parts.flatMap(({ part }) => [...part.refusedBy, ...part.agreedBy]);
  return ids(views.filter(({ subject }) => subject === null || subjects.includes(subject)));
}
