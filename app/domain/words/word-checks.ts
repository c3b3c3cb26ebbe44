// The registry of the checks of words, in the order in which their findings are shown. A new rule is one file and one line here.
import { classLabels } from './class-labels.ts';
import { complaintsCheck } from './complaints.ts';
import { contactInvitations } from './contact-invitations.ts';
import { personalData } from './personal-data.ts';
import { performanceCheck } from './performance.ts';
import { pressCheck } from './press.ts';
import { referencesCheck } from './references.ts';
import { subjects } from './subjects.ts';
import type { WordCheck } from './word-check.ts';

export const WORD_CHECKS: readonly WordCheck[] = [
  classLabels,
  personalData,
  performanceCheck,
  referencesCheck,
  complaintsCheck,
  pressCheck,
  contactInvitations,
  subjects,
];
