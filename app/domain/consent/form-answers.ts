// The answers of one sitting on a form, question by question, turned into what is written down: one decision for each question
// answered, a yes for all of it, a no for the places named. The same for a personal link and for a signed paper.
import type { FormOption } from '#db/schema/consent.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { type Channel, type ConsentScope } from './consent-types.ts';
import { leansOn } from './form-text.ts';
import type { OwnAnswer } from './own-answers.ts';

/** What somebody answered to one question. */
export interface OptionAnswer {
  key: string;
  answer: 'yes' | 'no';
  /** with a no: where; none, or all, means every place of the question */
  channels?: readonly Channel[];
  /** with a no: what is live already may stay */
  newOnly?: boolean;
}

export interface AnswerToWrite extends ConsentScope {
  key: string;
  decision: 'granted' | 'refused' | 'withdrawn';
  leavesLive: boolean;
}

/** The questions that are asked about one trip: those about trips, or all of them when none is. */
export function optionsAsked(options: readonly FormOption[], tripId: string | null): readonly FormOption[] {
  if (tripId === null) return options;
  const aboutTrips = options.filter(({ purposes }) => purposes.includes('trip'));
  return aboutTrips.length > 0 ? aboutTrips : options;
}

/**
 * What to write, in the order of the form, or what is missing. A no is never refused: only a yes can be.
 * @param before what the same person had said until now
 */
export function answersToWrite(
  options: readonly FormOption[],
  answers: readonly OptionAnswer[],
  before: readonly OwnAnswer[],
  tripId: string | null,
): { ok: true; answers: AnswerToWrite[] } | { ok: false; issues: Issue[] } {
  const given = new Map(answers.map((answer) => [answer.key, answer]));
  const answered = options.flatMap((option) => {
    const answer = given.get(option.key);
    return answer ? [{ option, answer }] : [];
  });
  if (answered.length === 0)
    return { ok: false, issues: [block('form', 'nothing_answered', 'answers', 'R-63')] };
  const said = new Map(before.map((each) => [each.key, each.said]));
  const saysYes = (key: string) => {
    const answer = given.get(key)?.answer;
    return answer ? answer === 'yes' : said.get(key) === 'yes';
  };
  const alone = answered.filter(
    ({ option, answer }) => answer.answer === 'yes' && !leansOn(option, options).every(saysYes),
  );
  if (alone.length > 0)
    return {
      ok: false,
      issues: alone.map(({ option }) => block('form', 'own_school_first', `answer-${option.key}`, 'R-63')),
    };
  return { ok: true, answers: answered.map(({ option, answer }) => toWrite(option, answer, before, tripId)) };
}

function toWrite(
  option: FormOption,
  { answer, channels = [], newOnly = false }: OptionAnswer,
  before: readonly OwnAnswer[],
  tripId: string | null,
): AnswerToWrite {
  const named = option.channels.filter((channel) => channels.includes(channel));
  const places = answer === 'no' && named.length > 0 ? named : option.channels;
  const was = before.find(({ key }) => key === option.key)?.places ?? [];
  const takesBack = was.some(
    ({ channel, said }) => places.includes(channel) && said !== 'nothing' && said !== 'no',
  );
  return {
    key: option.key,
    subjects: option.subjects,
    channels: places,
    purposes: option.purposes,
    accountScope: option.accountScope,
    eventId: tripId,
    decision: answer === 'yes' ? 'granted' : takesBack ? 'withdrawn' : 'refused',
    leavesLive: answer === 'no' && newOnly,
  };
}

/** The question of a form that a written answer was to, for a receipt. Questions never overlap, so there is one at most. */
export function optionOf(
  options: readonly FormOption[],
  decision: Pick<ConsentScope, 'subjects' | 'channels' | 'purposes' | 'accountScope'>,
): FormOption | null {
  const same = <T>(a: readonly T[], b: readonly T[]) =>
    a.length === b.length && a.every((one) => b.includes(one));
  return (
    options.find(
      (option) =>
        option.accountScope === decision.accountScope &&
        same(option.subjects, decision.subjects) &&
        same(option.purposes, decision.purposes) &&
        decision.channels.every((channel) => option.channels.includes(channel)),
    ) ?? null
  );
}
