// One text through one check of words, as a school with a few suppliers and marks on its lists would have it read.
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { settingsOf, type SchoolSettings } from '#app/domain/school/school-settings.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import type { TextFinding } from '#app/domain/words/text-finding.ts';
import { NO_GROUND, type TextGround } from '#app/domain/words/text-ground.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';
import { NO_LISTS, type WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

const list = (...entries: string[]) => ({ version: 1, entries });
const LISTS: WordListsInForce = {
  ...NO_LISTS,
  suppliers: list('Tidewater Farm', 'Bluebird Coaches', '@bluebirdcoach'),
  trademarks: list('Kidsplay', 'Ashwick Lane Primary School'),
  strong_language: list('flibbert'),
  mild_language: list('crikey'),
};

/** What the check finds in the words of a post; `goesOutFrom` is 1 May 2026, 11 am in London. */
export function foundBy(
  check: WordCheck,
  text: string,
  settings: Partial<SchoolSettings> = {},
  goesOutFrom = '2026-05-01T10:00:00Z',
  differs: Partial<TextGround> = {},
): TextFinding[] {
  const about: TextAbout = {
    at: new Date('2026-04-30T09:00:00Z'),
    goesOutFrom: new Date(goesOutFrom),
    zone: 'Europe/London',
    settings: settingsOf(settings),
    schoolName: 'Ashwick Lane Primary School',
    accountKind: 'school',
    accountHandle: 'ashwicklane',
    subjects: [],
    subject: null,
    purpose: 'celebration',
    trip: null,
    pupilsShown: new Set(),
    childShown: false,
    authorId: 'a',
    declarations: [],
  };
  const part = { kind: 'words', field: 'words', text, folded: foldText(text) } as const;
  const ground: TextGround = { ...NO_GROUND, lists: LISTS, ...differs };
  const view = { ground, about, parts: [part] };
  return [...(check.inPart?.(part, view) ?? []), ...(check.inPost?.(view) ?? [])];
}

/** `stop head side_taken: Labour`, to compare with what is expected. */
export const told = (text: string, found: readonly TextFinding[]): string[] =>
  found.map(
    ({ level, opener, code, from, to }) =>
      `${level === 'block' ? `stop ${opener}` : 'warn'} ${code}: ${text.slice(from, to)}`,
  );
