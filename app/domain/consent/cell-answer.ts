// What one cell of a pupil's grid says: the effective answer and nothing behind it. Whoever looks sees the same word whether a
// person, the pupil or a safeguarding lead said no.
import { type Condition, CONDITIONS, type ConsentResolution, type ReasonCode } from './consent-types.ts';

export type CellAnswer = 'yes' | 'no' | 'not_asked' | 'ended';

export interface CellStanding {
  answer: CellAnswer;
  /** what a yes asks for in return */
  conditions: Condition[];
}

/** Said once for the whole school, never beside a pupil. */
const OF_THE_SCHOOL: readonly ReasonCode[] = ['stale_data'];

/** From the strongest down: the first that applies is what the cell says. */
const WORDS: readonly [CellAnswer, readonly ReasonCode[]][] = [
  ['no', ['not_permitted', 'pupil_refused', 'refused', 'policy']],
  ['not_asked', ['no_consent', 'trip_consent']],
  ['ended', ['expired', 'not_on_roll']],
  ['not_asked', ['view_not_asked', 'unclear_row']],
];

/** The word for a resolution made without a photo (its scene null), so that every condition of a yes shows up in it. */
export function cellAnswer({ reasons }: Pick<ConsentResolution, 'reasons'>): CellStanding {
  const blocking = reasons.filter(
    ({ code, verdict }) => verdict === 'block' && !OF_THE_SCHOOL.includes(code),
  );
  const firm = blocking.filter(({ code, groupWouldDo }) => code !== 'condition' && !groupWouldDo);
  const word = WORDS.find(([, codes]) => firm.some(({ code }) => codes.includes(code)));
  if (word) return { answer: word[0], conditions: [] };
  const asked = blocking.flatMap(({ unmet, groupWouldDo }): Condition[] =>
    unmet.length > 0 ? [...unmet] : groupWouldDo ? ['groupOnly'] : [],
  );
  return { answer: 'yes', conditions: CONDITIONS.filter((condition) => asked.includes(condition)) };
}

/** How a class is counted: the words of its cells, with a yes that asks for something in return apart. */
export const COVERAGE = ['yes', 'with_condition', 'not_asked', 'ended', 'no'] as const;
export type Coverage = (typeof COVERAGE)[number];

export const coverageOf = ({ answer, conditions }: CellStanding): Coverage =>
  answer === 'yes' && conditions.length > 0 ? 'with_condition' : answer;
