// What was recorded about a pupil, as sentences with who and when, for the two roles that may read it.
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import type { PupilHistory, RecordedAnswer, RecordedView } from '#app/domain/consent/pupil-history.ts';
import {
  ANSWER_WORDS,
  CONDITION_WORDS,
  listWords,
  METHOD_WORDS,
  PLACE_WORDS,
  PURPOSE_WORDS,
  USE_WORDS,
} from './consent-labels.ts';
import { dayWords, type When, whenWords } from './when.ts';

export interface HistoryLine {
  id: string;
  title: string;
  /** what it is about, until when, on what it rests */
  details: string[];
  recorded: When;
  recordedBy: string;
  /** this provisional no may be lifted by the reader */
  liftable: boolean;
  /** posts that rest on it, or did when they went out; added by those who know them (see pupil-reliance) */
  posts?: { to: string; title: string; state: string }[];
  /** how many more there are than are listed */
  morePosts?: number;
}

/** Newest first. */
export const historyLines = (history: PupilHistory, zone: string, now: Date): HistoryLine[] =>
  history.entries.map((entry) =>
    entry.kind === 'answer' ? lineOfAnswer(entry, zone, now) : lineOfView(entry, zone, now),
  );

/** "Yes from Alison Asante (mother), Wed 4 November": one answer in a few words. */
export function answerLine(answer: RecordedAnswer, zone: string, now: Date): string {
  if (answer.lifts) return 'A no that could not be checked was lifted';
  const who = answer.by ? `${answer.by.name} (${answer.by.relationship})` : giverless(answer);
  const word = answer.decision === 'withdrawn' ? 'by' : 'from';
  return `${ANSWER_WORDS[answer.decision]} ${word} ${who}, ${dayWords(answer.decidedAt, zone, now)}`;
}

const giverless = ({ legacyTick }: RecordedAnswer): string =>
  legacyTick ? 'an old list that names nobody' : 'somebody whose authority was not checked';

function lineOfAnswer(answer: RecordedAnswer, zone: string, now: Date): HistoryLine {
  return {
    id: answer.id,
    title: answerLine(answer, zone, now),
    details: [scopeWords(answer), ...moreOf(answer, zone, now)],
    recorded: whenWords(answer.recordedAt, zone, now),
    recordedBy: answer.recordedBy,
    liftable: answer.liftable,
  };
}

function scopeWords(answer: RecordedAnswer): string {
  const uses = listWords(answer.subjects, SUBJECTS, USE_WORDS, 'Everything');
  const places = listWords(answer.channels, CHANNELS, PLACE_WORDS, 'everywhere');
  const purposes = listWords(answer.purposes, PURPOSES, PURPOSE_WORDS, 'anything');
  return `${uses}. Where: ${places}. For: ${purposes}.`;
}

function moreOf(answer: RecordedAnswer, zone: string, now: Date): string[] {
  const conditions = answer.conditions.map((condition) => CONDITION_WORDS[condition]).join(', ');
  const ends = answer.expiresAt && new Date(answer.expiresAt.getTime() - 1);
  return [
    conditions && `On condition: ${conditions}.`,
    answer.forOneTrip ? 'For one trip only.' : '',
    ends ? `Lasts until ${dayWords(ends, zone, now)}.` : '',
    answer.formTitle ? `On the form “${answer.formTitle}”.` : '',
    `Given ${METHOD_WORDS[answer.method] ?? answer.method}.`,
    answer.evidence ? `Kept with it: ${answer.evidence}` : '',
  ].filter((line) => line !== '');
}

const SAID_TITLES: Readonly<Record<RecordedView['answer'], string>> = {
  yes: 'The pupil said yes',
  no: 'The pupil said no',
  not_asked: 'The pupil was no longer sure',
};

/** "The pupil said yes, Wed 4 November": what a pupil said, in a few words. */
export const viewLine = (view: RecordedView, zone: string, now: Date): string =>
  `${SAID_TITLES[view.answer]}, ${dayWords(view.recordedAt, zone, now)}`;

const lineOfView = (view: RecordedView, zone: string, now: Date): HistoryLine => ({
  id: view.id,
  title: SAID_TITLES[view.answer],
  details: [
    `${listWords(view.subjects, SUBJECTS, USE_WORDS, 'Everything')}.`,
    view.askedHow ? `Asked by: ${view.askedHow}` : '',
  ].filter((line) => line !== ''),
  recorded: whenWords(view.recordedAt, zone, now),
  recordedBy: view.recordedBy,
  liftable: false,
});
