// Rounds of asking in words: whom they ask, how far they have come, what is left to do. How anybody answered is not among it.
import type { RoundPlan } from '#app/domain/requests/plan-round.ts';
import type {
  RoundCounts,
  RoundHead,
  RoundProgress,
  Unanswered,
} from '#app/domain/requests/round-progress.ts';
import { dayInWords } from '#app/domain/requests/day-in-words.ts';
import { sentencesByField } from './field-sentences.ts';
import { dayWords, whenWords } from './when.ts';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const pupils = (count: number): string => (count === 1 ? '1 pupil' : `${count} pupils`);

/** "Tidewater Farm", "Permissions that end", "The whole school", "4 Hazel and 6 Rowan" */
export function roundTitle({
  kind,
  tripName,
  groups,
}: Pick<RoundHead, 'kind' | 'tripName' | 'groups'>): string {
  if (kind === 'trip') return tripName ?? 'A trip';
  if (kind === 'renewal') return 'Permissions that end';
  if (groups.length === 0) return 'The whole school';
  if (groups.length > 4) return `${groups.length} classes`;
  return groups.length === 1 ? (groups[0] ?? '') : `${groups.slice(0, -1).join(', ')} and ${groups.at(-1)}`;
}

export interface RoundLine {
  id: string;
  title: string;
  /** "Begun Mon 16 November, until Friday 4 December 2026", "Over" */
  when: string;
  /** "31 of 48 have answered" */
  answered: string;
  percent: number;
}

export function roundLine(
  { round, total }: { round: RoundHead; total: RoundCounts },
  zone: string,
  at: Date,
): RoundLine {
  const begun = `Begun ${dayWords(round.madeAt, zone, at)}`;
  return {
    id: round.id,
    title: roundTitle(round),
    when: round.closedAt ? `${begun}. Over` : `${begun}, to be answered by ${dayInWords(round.dueOn)}`,
    answered: answeredWords(total),
    percent: total.asked === 0 ? 0 : (total.answered / total.asked) * 100,
  };
}

const answeredWords = ({ answered, asked }: RoundCounts): string =>
  `${answered} of ${asked} ${answered === 1 ? 'has' : 'have'} answered`;

export interface RoundPage extends RoundLine {
  over: boolean;
  toPrint: number;
  letters: number;
  /** what happens by itself, or is left to do, one sentence each */
  notes: string[];
  classes: { group: string; asked: number; answered: number; notAnswered: number; failed: number }[];
  trend: { day: string; percent: number }[];
}

export function roundPage(
  { round, total, classes, trend }: RoundProgress,
  zone: string,
  at: Date,
): RoundPage {
  const { remindEveryDays: every } = round;
  const over = round.closedAt !== null;
  return {
    ...roundLine({ round, total }, zone, at),
    over,
    toPrint: over ? 0 : total.toPrint,
    letters: over ? 0 : total.byLetter,
    notes: [
      total.waiting > 0 &&
        `${total.waiting} ${total.waiting === 1 ? 'e-mail is' : 'e-mails are'} on the way.`,
      total.failed > 0 &&
        `${total.failed} ${total.failed === 1 ? 'e-mail' : 'e-mails'} could not be delivered. They are letters now.`,
      !over &&
        total.byMail > 0 &&
        (every === 0
          ? 'Nobody is reminded by itself.'
          : `Whoever has not answered an e-mail is reminded every ${every} days, on school days.`),
      over && total.notAnswered > 0 && `${people(total.notAnswered)} did not answer. No answer is not a yes.`,
    ].filter((note) => note !== false),
    classes: classes.map(({ group, asked, answered, notAnswered, failed }) => ({
      ...{ group, asked, answered, notAnswered, failed },
    })),
    trend: trend.map(({ day, answered }) => ({
      day: dayInWords(day),
      percent: total.asked === 0 ? 0 : (answered / total.asked) * 100,
    })),
  };
}

export interface UnansweredLine {
  id: string;
  pupilId: string;
  pupil: string;
  /** "Maria Smith. By letter, not printed yet." */
  how: string;
}

export const unansweredLines = (left: readonly Unanswered[], zone: string, at: Date): UnansweredLine[] =>
  left.map(({ askId, pupilId, pupil, person, way, sent, sentAt }) => {
    const last = sentAt ? `, last ${whenWords(sentAt, zone, at).text}` : '';
    const by =
      way === 'email'
        ? sent === 0
          ? 'By e-mail, on the way'
          : `By e-mail, ${times(sent)}${last}`
        : sent === 0
          ? 'By letter, not printed yet'
          : `By letter, ${times(sent)}${last}`;
    return { id: askId, pupilId, pupil, how: `${person}. ${by}.` };
  });

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);

export interface PlanWords {
  /** "48 people are asked about 31 pupils" */
  headline: string;
  lines: string[];
  nobody: { id: string; text: string }[];
  any: boolean;
}

export function planWords({ people: asked, pupils: about, nobody }: RoundPlan): PlanWords {
  const byMail = asked.filter(({ way }) => way === 'email').length;
  const byLetter = asked.length - byMail;
  return {
    headline: `${people(asked.length)} ${asked.length === 1 ? 'is' : 'are'} asked about ${pupils(about)}`,
    lines: [
      byMail > 0 && `${people(byMail)} by e-mail, at once`,
      byLetter > 0 && `${people(byLetter)} on paper: you print the letters after this`,
    ].filter((line) => line !== false),
    nobody: nobody.map(({ id, name, group }) => ({ id, text: `${name}, ${group}` })),
    any: asked.length > 0,
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  trip_missing: 'Choose the trip.',
  ending_days_missing: 'Choose how far to look ahead.',
  form_missing: 'Choose a form that is in use.',
  due_not_to_come: 'Choose a last day that is still to come.',
  reminders_unknown: 'Choose how often to remind.',
  nobody_to_ask: 'There is nobody to ask. Look at whom it is for.',
};

/** One sentence by field name; a field keeps its first. */
export const roundErrors = sentencesByField(SENTENCES);
