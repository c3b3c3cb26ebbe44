// What is said of a finding in the words: what was found, what it means and what to do, by the finding's code. A sentence never
// repeats the marked words, and never says whose name it is or why a pupil may not be named.
import { CHILDREN_SENTENCES } from './word-sentences/children.ts';
import { CLASS_LABEL_SENTENCES } from './word-sentences/class-labels.ts';
import { LINK_SENTENCES } from './word-sentences/links.ts';
import { MANNERS } from './word-sentences/manners.ts';
import { NAME_SENTENCES } from './word-sentences/names.ts';
import { CONTACT_SENTENCES } from './word-sentences/contact-invitations.ts';
import { HANDLE_SENTENCES } from './word-sentences/handles.ts';
import { NAMED_ADULT_SENTENCES } from './word-sentences/named-adults.ts';
import { PERSONAL_DATA_SENTENCES } from './word-sentences/personal-data.ts';
import { SCHOOL_MATTERS } from './word-sentences/school-matters.ts';
import { SUBJECT_SENTENCES } from './word-sentences/subjects.ts';
import type { TextSentences } from './word-sentences/said.ts';

export const TEXT_SENTENCES: TextSentences = {
  ...CHILDREN_SENTENCES,
  ...CLASS_LABEL_SENTENCES,
  ...CONTACT_SENTENCES,
  ...HANDLE_SENTENCES,
  ...NAMED_ADULT_SENTENCES,
  ...PERSONAL_DATA_SENTENCES,
  ...LINK_SENTENCES,
  ...MANNERS,
  ...NAME_SENTENCES,
  ...SCHOOL_MATTERS,
  ...SUBJECT_SENTENCES,
};
