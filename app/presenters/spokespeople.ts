// Who speaks for the school, in words: what each may write about, until when, and what is wrong with a grant as it was typed.
import type { GrantsPage, ListedGrant } from '#app/domain/words/grants/list-grants.ts';
import { sentencesByField } from './field-sentences.ts';
import { topicLabel } from './spokespeople-words.ts';
import { dayWords } from './when.ts';

export interface GrantLine {
  id: string;
  person: string;
  topics: string[];
  /** "Until Fri 17 July 2027" */
  days: string;
  grantedBy: string;
  state: ListedGrant['state'];
}

const STATES: Readonly<Record<ListedGrant['state'], string>> = {
  running: 'Counts now',
  to_come: 'Not yet',
  over: 'Over',
};

export const grantStateWords = (state: ListedGrant['state']): string => STATES[state];

/** Every grant as one card, in the order given. */
export function grantLines({ grants }: Pick<GrantsPage, 'grants'>, zone: string, at: Date): GrantLine[] {
  return grants.map(({ id, person, topics, startsAt, endsAt, grantedBy, state }) => {
    const lastDay = dayWords(new Date(endsAt.getTime() - 1), zone, at);
    const from = dayWords(startsAt, zone, at);
    return {
      id,
      person,
      topics: topics.map(topicLabel),
      days:
        state === 'to_come'
          ? `From ${from} until ${lastDay}`
          : state === 'over'
            ? `Ended ${lastDay}`
            : `Until ${lastDay}`,
      grantedBy,
      state,
    };
  });
}

const SENTENCES: Readonly<Record<string, string>> = {
  grant_person_missing: 'Choose who may write about it. It is somebody who writes posts at this school.',
  grant_topics_missing: 'Tick at least one thing that they may write about.',
  grant_first_day_unclear: 'Give the first day as a date, or leave it empty to begin today.',
  grant_over_already: 'Give a last day that is still to come.',
  grant_too_long: 'A year is the longest. Name them again next year.',
};

/** One sentence by field name; a field keeps its first. */
export const grantErrors = sentencesByField(SENTENCES);
