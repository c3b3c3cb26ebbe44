// What a pupil is asked about themselves, in words for somebody of thirteen, and what a member of staff reads of a round.
import type { ClassToAsk } from '#app/domain/views/classes-to-ask.ts';
import type { ListedRound } from '#app/domain/views/read-rounds.ts';
import { ASKED_SUBJECTS, type AskedSubject, type Said } from '#app/domain/views/round-rules.ts';
import { dayWords } from './when.ts';

export interface Question {
  subject: AskedSubject;
  /** the question, and what it means */
  title: string;
  about: string;
  /** how it is called when the answers are read back */
  short: string;
}

const WORDS: Readonly<Record<AskedSubject, Omit<Question, 'subject'>>> = {
  image: {
    title: 'May the school show photos of you?',
    about: 'For example on its page on X, on its website or in its newsletter. Anybody can see those.',
    short: 'Photos of you',
  },
  video: {
    title: 'May the school show videos of you?',
    about: 'In the same places. People could see you and hear you.',
    short: 'Videos of you',
  },
  first_name: {
    title: 'May the school say your first name?',
    about: 'Only your first name, never your surname. For example: “Well done, Sam.”',
    short: 'Your first name',
  },
};

export const QUESTIONS_ASKED: readonly Question[] = ASKED_SUBJECTS.map((subject) => ({
  subject,
  ...WORDS[subject],
}));

export const SAID_WORDS: Readonly<Record<Said, string>> = {
  yes: 'Yes',
  no: 'No',
  not_asked: 'I don’t know',
};

export interface RoundLine {
  id: string;
  group: string;
  /** "Begun Fri 20 November" */
  begun: string;
  /** "12 of 28 have answered" */
  answered: string;
  /** "Slips count until the end of Mon 23 November", "Over" */
  state: string;
  running: boolean;
}

const pupils = (count: number): string => (count === 1 ? '1 pupil' : `${count} pupils`);

/** A moment on the last day of a round: it ends with the day. */
const lastMinute = (endsAt: Date): Date => new Date(endsAt.getTime() - 60_000);

export function roundLine(round: ListedRound, zone: string, at: Date): RoundLine {
  return {
    id: round.id,
    group: round.group,
    begun: `Begun ${dayWords(round.madeAt, zone, at)}`,
    answered: `${round.answered} of ${round.slips} ${round.answered === 1 ? 'has' : 'have'} answered`,
    state: round.running
      ? `Slips count until the end of ${dayWords(lastMinute(round.endsAt), zone, at)}`
      : 'Over',
    running: round.running,
  };
}

export interface ClassLine {
  group: string;
  text: string;
}

export const classLine = ({ group, count }: ClassToAsk): ClassLine => ({
  group,
  text: `${pupils(count)} to ask`,
});
