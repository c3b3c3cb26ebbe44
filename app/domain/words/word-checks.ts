// The registry of the checks of words, in the order in which their findings are shown. A new rule is one file and one line here.
import { beliefCheck } from './belief.ts';
import { borrowedWordsCheck } from './borrowed-words.ts';
import { classLabels } from './class-labels.ts';
import { cashtagsCheck } from './cashtags.ts';
import { complaintsCheck } from './complaints.ts';
import { contactInvitations } from './contact-invitations.ts';
import { handles } from './handles.ts';
import { namedAdults } from './named-adults.ts';
import { personalData } from './personal-data.ts';
import { livePlaceCheck } from './live-place.ts';
import { linksCheck } from './links.ts';
import { disparagementCheck } from './disparagement.ts';
import { firstPersonCheck } from './first-person.ts';
import { languageCheck } from './language.ts';
import { firstNames } from './names-first.ts';
import { joinedNames } from './names-joined.ts';
import { fullNames } from './names-full.ts';
import { performanceCheck } from './performance.ts';
import { politicsCheck } from './politics.ts';
import { pressCheck } from './press.ts';
import { referencesCheck } from './references.ts';
import { sameWordsCheck } from './same-words.ts';
import { sensitiveCheck } from './sensitive-near-person.ts';
import { sharedPostsCheck } from './shared-posts.ts';
import { suppliersCheck } from './suppliers.ts';
import { trademarksCheck } from './trademarks.ts';
import { subjects } from './subjects.ts';
import type { WordCheck } from './word-check.ts';

export const WORD_CHECKS: readonly WordCheck[] = [
  fullNames,
  firstNames,
  joinedNames,
  classLabels,
  personalData,
  handles,
  namedAdults,
  livePlaceCheck,
  sensitiveCheck,
  performanceCheck,
  suppliersCheck,
  disparagementCheck,
  languageCheck,
  beliefCheck,
  firstPersonCheck,
  politicsCheck,
  referencesCheck,
  borrowedWordsCheck,
  trademarksCheck,
  linksCheck,
  complaintsCheck,
  pressCheck,
  contactInvitations,
  subjects,
  sharedPostsCheck,
  cashtagsCheck,
  sameWordsCheck,
];
