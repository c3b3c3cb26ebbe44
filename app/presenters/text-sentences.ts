// What is said of a finding in the words: what was found, what it means and what to do, by the finding's code. A sentence never
// repeats the marked words, and never says whose name it is or why a pupil may not be named.
import { CLASS_LABEL_SENTENCES } from './word-sentences/class-labels.ts';
import { SCHOOL_MATTERS } from './word-sentences/school-matters.ts';
import { SUBJECT_SENTENCES } from './word-sentences/subjects.ts';
import type { TextSentences } from './word-sentences/said.ts';

export const TEXT_SENTENCES: TextSentences = {
  ...CLASS_LABEL_SENTENCES,
  ...SCHOOL_MATTERS,
  ...SUBJECT_SENTENCES,
};
