// Who speaks for the school, in words: what each may write about, until when, and what is wrong with a grant as it was typed.
import type { GrantsPage } from '#app/domain/words/grants/list-grants.ts';
import { sentencesByField } from './field-sentences.ts';
import { type PermissionLine, periodWords, standingWords, whatIsLeft } from './permission-lines.ts';
import { topicLabel } from './spokespeople-words.ts';

/** Every grant as one card, in the order given. */
export const grantLines = (
  { grants }: Pick<GrantsPage, 'grants'>,
  zone: string,
  at: Date,
): PermissionLine[] =>
  grants.map(({ id, person, topics, startsAt, endsAt, grantedBy, state }) => ({
    id,
    standing: standingWords(state),
    title: person,
    covers: topics.map(topicLabel),
    days: periodWords({ startsAt, endsAt }, zone, at),
    kept: `Named by ${grantedBy}.`,
    ...whatIsLeft(state),
  }));

const SENTENCES: Readonly<Record<string, string>> = {
  grant_person_missing: 'Choose who may write about it. It is somebody who writes posts at this school.',
  grant_topics_missing: 'Tick at least one thing that they may write about.',
  grant_first_day_unclear: 'Give the first day as a date, or leave it empty to begin today.',
  grant_over_already: 'Give a last day that is still to come.',
  grant_too_long: 'A year is the longest. Name them again next year.',
};

/** One sentence by field name; a field keeps its first. */
export const grantErrors = sentencesByField(SENTENCES);
