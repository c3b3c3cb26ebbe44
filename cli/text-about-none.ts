// What a text on the command line stands in when no school of the installation is named: an ordinary post of a school that has
// changed no setting, with or without a child in its photo.
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';

/** In: now, and whether a child can be seen in the photo. */
export const aboutText = (now: Date, childShown: boolean): TextAbout => ({
  at: now,
  goesOutFrom: now,
  zone: 'Europe/London',
  settings: DEFAULT_SETTINGS,
  schoolName: '',
  accountKind: 'school',
  accountHandle: '',
  subjects: [],
  subject: null,
  purpose: 'information',
  trip: null,
  pupilsShown: new Set(),
  childShown,
  authorId: '',
  declarations: [],
});
