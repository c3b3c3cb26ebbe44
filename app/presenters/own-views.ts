// What a member of staff reads of a round of asking, and of the classes that it is time to ask.
import type { ClassToAsk } from '#app/domain/views/classes-to-ask.ts';
import type { ListedRound } from '#app/domain/views/read-rounds.ts';
import { dayWords } from './when.ts';

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
