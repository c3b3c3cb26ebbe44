// The registry of the checks of words, in the order in which their findings are shown. A new rule is one file and one line here.
import { beliefCheck } from '#app/domain/words/people/belief.ts';
import { borrowedWordsCheck } from '#app/domain/words/rights/borrowed-words.ts';
import { classLabels } from '#app/domain/words/labels/class-labels.ts';
import { cashtagsCheck } from '#app/domain/words/speech/cashtags.ts';
import { complaintsCheck } from '#app/domain/words/speech/complaints.ts';
import { contactInvitations } from '#app/domain/words/speech/contact-invitations.ts';
import { handles } from '#app/domain/words/handles/handles.ts';
import { namedAdults } from '#app/domain/words/adults/named-adults.ts';
import { personalData } from '#app/domain/words/personal-data/personal-data.ts';
import { livePlaceCheck } from '#app/domain/words/places/live-place.ts';
import { linksCheck } from '#app/domain/words/links/links.ts';
import { disparagementCheck } from '#app/domain/words/speech/disparagement.ts';
import { firstPersonCheck } from '#app/domain/words/speech/first-person.ts';
import { languageCheck } from '#app/domain/words/language/language.ts';
import { firstNames } from '#app/domain/words/names/names-first.ts';
import { joinedNames } from '#app/domain/words/names/names-joined.ts';
import { namesUnread } from '#app/domain/words/names/names-unread.ts';
import { fullNames } from '#app/domain/words/names/names-full.ts';
import { performanceCheck } from '#app/domain/words/speech/performance.ts';
import { politicsCheck } from '#app/domain/words/speech/politics.ts';
import { pressCheck } from '#app/domain/words/speech/press.ts';
import { referencesCheck } from '#app/domain/words/speech/references.ts';
import { sameWordsCheck } from '#app/domain/words/other-posts/same-words.ts';
import { sensitiveCheck } from '#app/domain/words/people/sensitive-near-person.ts';
import { sharedPostsCheck } from '#app/domain/words/other-posts/shared-posts.ts';
import { suppliersCheck } from '#app/domain/words/speech/suppliers.ts';
import { trademarksCheck } from '#app/domain/words/rights/trademarks.ts';
import { subjects } from '#app/domain/words/speech/subjects.ts';
import type { WordCheck } from './word-check.ts';

export const WORD_CHECKS: readonly WordCheck[] = [
  fullNames,
  namesUnread,
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
