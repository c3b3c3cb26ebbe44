// T-22: a post on a department's account says its subject, is for teaching, and is told of where its words are about something else.
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { checkWords } from '#app/domain/words/check-words.ts';
import { SUBJECT_TERMS } from '#app/domain/words/speech/subject-terms.ts';
import { subjects } from '#app/domain/words/speech/subjects.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { NO_LISTS } from '#app/domain/words/lists/word-lists.ts';

const AT = new Date('2026-11-18T15:30:00Z');
const DEPARTMENT: TextAbout = {
  at: AT,
  goesOutFrom: AT,
  zone: 'Europe/London',
  settings: DEFAULT_SETTINGS,
  schoolName: 'Harrowdean High School',
  accountKind: 'department',
  accountHandle: 'HarrowdeanSci',
  subjects: ['Science', 'Beekeeping', 'IT'],
  subject: 'Science',
  purpose: 'teaching',
  trip: null,
  pupilsShown: new Set(),
  childShown: false,
  authorId: '',
  declarations: [],
};

const found = (texts: string[], about: Partial<TextAbout> = {}, entries: string[] = []) =>
  subjects.inPost?.({
    about: { ...DEPARTMENT, ...about },
    ground: { ...NO_GROUND, lists: { ...NO_LISTS, subject_words: { version: 1, entries } } },
    parts: texts.map((text, index) => ({
      ...{ kind: 'words' as const, field: index === 0 ? 'words' : `photo:${index - 1}`, text },
      folded: foldText(text),
    })),
  }) ?? [];
const codes = (...args: Parameters<typeof found>) =>
  found(...args).map(({ code, level }) => `${level} ${code}`);

describe('a post on a department’s account', () => {
  test('that says no subject, or one that is not the account’s, stops until the headteacher lets it stand', () => {
    for (const subject of [null, 'History'])
      expect(found(['Bunsen burners are out.'], { subject })).toMatchObject([
        {
          check: 'T-22',
          code: 'subject_not_said',
          level: 'block',
          opener: 'head',
          clause: 'R-14',
          from: 0,
          to: 0,
        },
      ]);
  });

  test('that is not for teaching stops as well', () => {
    expect(codes(['Bunsen burners are out.'], { purpose: 'trip' })).toEqual(['block not_for_teaching']);
    expect(codes(['Come one, come all.'], { purpose: 'celebration', subject: null })).toEqual([
      'block not_for_teaching',
      'block subject_not_said',
    ]);
  });

  test.each([
    ['Year 8 tried their first titration: a beaker each.'],
    ['#ScienceWeek is here'],
    ['Our young SCIENTISTS at work'],
  ])('is about its subject by one of the words every school has: %s', (words) => {
    expect(codes([words])).toEqual([]);
  });

  test('is about its subject when only the description of its photo tells so', () => {
    expect(codes(['What a morning!', 'Pupils look through microscopes'])).toEqual([]);
  });

  test('that holds no word of its subject is pointed out and goes on', () => {
    expect(codes(['The bake sale raised a lot. Thank you to everyone who came.'])).toEqual([
      'warn subject_not_in_words',
    ]);
    expect(codes(['It was great to see it.'], { subject: 'IT' })).toEqual(['warn subject_not_in_words']);
  });

  test('is about a subject that the trust knows by its own words, and only under that subject', () => {
    const words = ['The hive is thriving.'];
    const about = { subject: 'Beekeeping' };
    expect(codes(words, about)).toEqual(['warn subject_not_in_words']);
    expect(codes(words, about, ['beekeeping: hive, smoker'])).toEqual([]);
    expect(codes(words, {}, ['beekeeping: hive, smoker'])).toEqual(['warn subject_not_in_words']);
  });
});

test('every other account is asked for no subject', () => {
  const about = { ...DEPARTMENT, accountKind: 'school' as const, subject: null, purpose: 'celebration' };
  const parts = [{ kind: 'words' as const, field: 'words', text: 'We dug up carrots.' }];
  expect(checkWords(parts, NO_GROUND, about).filter(({ check }) => check === 'T-22')).toEqual([]);
  expect(checkWords(parts, NO_GROUND, { ...about, accountKind: 'department' })).toContainEqual(
    expect.objectContaining({ code: 'subject_not_said' }),
  );
});

test('each name of a subject stands for one subject', () => {
  const names = SUBJECT_TERMS.flatMap((each) => each.names);
  expect(new Set(names).size).toBe(names.length);
});
