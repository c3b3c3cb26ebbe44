// What is said where a post on a department's account does not say its subject, or does not seem to be about it (T-22).
import type { TextSentences } from './said.ts';

export const SUBJECT_SENTENCES: TextSentences = {
  subject_not_said: () =>
    'This account belongs to a department and is for teaching its subjects. Choose the subject that this post is about.',
  not_for_teaching: () =>
    'This account is for teaching only, and this post was started for a trip or for something else. Start it again on the school’s own account, or ask the headteacher to let it stand.',
  subject_not_in_words: () =>
    'Nothing in the words tells that the post is about its subject. Name what was learned, or choose another subject. You can go on; the approver sees this too.',
};
