// The checks of what people answered about a photo, each by itself: close portraits, activity, background, premises, rights,
// logos of others, device, and pictures that may not come back (I-07, I-10, I-11, I-12, I-14, I-15, I-16, T-17).
import { describe, expect, test } from 'vitest';
import { activityCheck } from '#app/domain/checks/activity.ts';
import type { Check, Stage } from '#app/domain/checks/check.ts';
import { CLOSE, closePortraitCheck } from '#app/domain/checks/close-portrait.ts';
import { deviceCheck } from '#app/domain/checks/device.ts';
import { knownPictureCheck } from '#app/domain/checks/known-picture.ts';
import { lookedCloselyCheck } from '#app/domain/checks/looked-closely.ts';
import { othersLogosCheck } from '#app/domain/checks/others-logos.ts';
import { premisesCheck } from '#app/domain/checks/premises.ts';
import { rightsCheck } from '#app/domain/checks/rights.ts';
import { NOT_IN_PHOTO, type PhotoAnswers, withAnswers } from '#app/domain/photos/about-photo.ts';
import type { ContentPerson, ContentPhoto, PostContent } from '#app/domain/posts/post-digest.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { KnownPicture, WorkVerdict } from '#app/domain/posts/verdicts.ts';
import { DEFAULT_SETTINGS, type SchoolSettings } from '#app/domain/school/school-settings.ts';
import { ORDINARY_PHOTO } from '#tests/support/about-photo.ts';

interface Scene {
  about?: PhotoAnswers;
  people?: Partial<ContentPerson>[];
  largest?: number;
  settings?: Partial<SchoolSettings>;
  work?: WorkVerdict[];
  known?: KnownPicture[];
  materialsMissing?: number[];
  logosMissing?: number[];
}

const person = (given: Partial<ContentPerson> = {}): ContentPerson => ({
  kind: 'pupil',
  id: 'pupil-1',
  placed: 'face',
  faceOn: 'yes',
  uniform: 'no',
  box: null,
  ...given,
});

/** What one check says of one photo, as `level code`. */
function says(check: Check, scene: Scene, stage: Stage = 'submit'): string[] {
  const photo = {
    people: (scene.people ?? [{}]).map(person),
    faces: { largest: scene.largest ?? 0 },
    ...(scene.about ? { about: scene.about } : {}),
  } as unknown as ContentPhoto;
  const content = { photos: [photo] } as unknown as PostContent;
  const facts = {
    school: { settings: { ...DEFAULT_SETTINGS, ...scene.settings } },
    workVerdicts: scene.work ?? [],
    materialsMissing: scene.materialsMissing ?? [],
    logosMissing: scene.logosMissing ?? [],
    knownPictures: scene.known ?? [],
  } as unknown as PostFacts;
  const issues = check.run({ facts, content, stage });
  for (const issue of issues) expect(issue).toMatchObject({ check: check.id, field: 'photo:0' });
  return issues.map(({ level, code }) => `${level} ${code}`);
}

const answered = (change: PhotoAnswers): PhotoAnswers => ({ ...ORDINARY_PHOTO, ...change });

describe('a close portrait (I-07)', () => {
  test.each([
    ['one child, large', [{}], CLOSE, ['warn close_portrait']],
    ['one child in a scene', [{}], CLOSE - 1, []],
    ['one adult, large', [{ kind: 'adult' as const }], 600, []],
    ['two children, large', [{}, { id: 'pupil-2' }], 600, []],
    ['a child from elsewhere, large', [{ kind: 'guest' as const }], 600, ['warn close_portrait']],
  ])('%s', (_, people, largest, expected) => {
    expect(says(closePortraitCheck, { people, largest })).toEqual(expected);
  });

  test('stops the post where the school says so', () => {
    const settings = { closePortraits: 'block' as const };
    expect(says(closePortraitCheck, { largest: 600, settings })).toEqual(['block close_portrait']);
  });
});

test.each([
  ['ordinary', []],
  ['sport', ['warn activity_in_kit']],
  ['gymnastics', ['warn activity_in_kit']],
  ['swimming', ['block activity_not_shown']],
  ['changing', ['block activity_not_shown']],
  ['medical', ['block activity_not_shown']],
] as const)('what is going on (I-10): %s', (activity, expected) => {
  expect(says(activityCheck, { about: answered({ activity }) })).toEqual(expected);
});

describe('the background (I-11)', () => {
  test('has to be looked at; where nothing is answered at all, one sentence asks for everything', () => {
    expect(says(lookedCloselyCheck, {})).toEqual(['block about_missing']);
    expect(says(rightsCheck, {})).toEqual([]);
    expect(says(deviceCheck, {})).toEqual([]);
    expect(says(lookedCloselyCheck, { about: { takenBy: 'staff' } })).toEqual(['block look_missing']);
    expect(says(lookedCloselyCheck, { about: ORDINARY_PHOTO })).toEqual([]);
  });

  test.each(['activity', 'background', 'premises', 'pupilWork'] as const)(
    'is not looked at while %s is open',
    (part) => {
      const { [part]: _, ...rest } = ORDINARY_PHOTO;
      expect(says(lookedCloselyCheck, { about: rest })).toEqual(['block look_missing']);
    },
  );
});

test.each([
  ['a child’s face', [{}], 'warn', ['warn premises_with_face']],
  ['a face that nobody described', [{ faceOn: 'unknown' as const }], 'warn', ['warn premises_with_face']],
  ['a child from behind', [{ faceOn: 'no' as const }], 'warn', []],
  ['an adult', [{ kind: 'adult' as const }], 'warn', []],
  ['a child’s face, in a strict school', [{}], 'block', ['block premises_with_face']],
  ['a child’s face, in a school that does not mind', [{}], 'ignore', []],
] as const)('premises beside %s (I-12)', (_, people, premisesWithFace, expected) => {
  const about = answered({ premises: 'yes' });
  expect(says(premisesCheck, { about, people: [...people], settings: { premisesWithFace } })).toEqual(
    expected,
  );
  expect(
    says(premisesCheck, { about: ORDINARY_PHOTO, people: [...people], settings: { premisesWithFace } }),
  ).toEqual([]);
});

describe('whose photo it is (I-14)', () => {
  const { takenBy: _, ...nobody } = ORDINARY_PHOTO;
  test.each([
    ['nobody said', nobody, ['block rights_missing']],
    ['staff', ORDINARY_PHOTO, []],
    ['a pupil', answered({ takenBy: 'pupil' }), ['warn photo_by_pupil']],
    ['a photographer without a note', answered({ takenBy: 'professional' }), ['block licence_missing']],
    [
      'a photographer with one',
      answered({ takenBy: 'professional', licence: 'e-mail of 3 June' }),
      ['warn photo_of_others'],
    ],
    ['somebody else without a note', answered({ takenBy: 'other' }), ['block licence_missing']],
  ])('%s', (_name, about, expected) => {
    expect(says(rightsCheck, { about })).toEqual(expected);
  });
});

describe('a pupil’s own work (I-14)', () => {
  const work = (workBy?: string[]) => answered({ pupilWork: 'yes', ...(workBy ? { workBy } : {}) });
  const verdict = (word: WorkVerdict['verdict']): WorkVerdict[] => [
    { photo: 0, pupilId: 'pupil-1', verdict: word },
  ];

  test('needs its maker, and the maker’s consent for work', () => {
    expect(says(rightsCheck, { about: work() })).toEqual(['block work_maker_missing']);
    expect(says(rightsCheck, { about: work(['pupil-1']) })).toEqual(['block work_not_permitted']);
    expect(says(rightsCheck, { about: work(['pupil-1']), work: verdict('block') })).toEqual([
      'block work_not_permitted',
    ]);
    expect(says(rightsCheck, { about: work(['pupil-1']), work: verdict('allow') })).toEqual([]);
  });

  test('of a pupil who has left the photo is not answered for any more', () => {
    expect(says(rightsCheck, { about: work(['pupil-2']), work: verdict('allow') })).toEqual([
      'block work_not_permitted',
    ]);
  });

  test('by somebody who is not in the photo is pointed out to the approver', () => {
    expect(says(rightsCheck, { about: work([NOT_IN_PHOTO]) })).toEqual(['warn work_of_somebody_else']);
  });
});

describe('copies on somebody’s own phone (I-16)', () => {
  const { device: _, ...nobody } = ORDINARY_PHOTO;
  test.each([
    ['nobody said', nobody, ['block device_missing']],
    ['only school devices', ORDINARY_PHOTO, []],
    ['still there', answered({ device: 'personal', copiesDeleted: false }), ['block copies_not_deleted']],
    ['deleted', answered({ device: 'personal', copiesDeleted: true }), []],
  ])('%s', (_name, about, expected) => {
    expect(says(deviceCheck, { about })).toEqual(expected);
  });
});

test('a picture that may not come back stops the post; one that only resembles it is pointed out (I-15)', () => {
  const known = (sameness: KnownPicture['sameness']) => [{ photo: 0, sameness, pictureIds: ['x'] }];
  expect(says(knownPictureCheck, { known: known('same') })).toEqual(['block picture_known']);
  expect(says(knownPictureCheck, { known: known('near') })).toEqual(['warn picture_nearly_known']);
  expect(says(knownPictureCheck, {})).toEqual([]);
});

describe('answers laid over earlier ones', () => {
  test('replace what they name, and leave the rest', () => {
    expect(withAnswers(ORDINARY_PHOTO, { takenBy: 'pupil' })).toEqual(answered({ takenBy: 'pupil' }));
  });

  test('take with them what they make meaningless', () => {
    const licensed = answered({ takenBy: 'other', licence: ' letter ' });
    expect(withAnswers({}, licensed).licence).toBe('letter');
    expect(withAnswers(licensed, { takenBy: 'staff' })).toEqual(ORDINARY_PHOTO);
    const personal = answered({ device: 'personal', copiesDeleted: true });
    expect(withAnswers(personal, { device: 'school' })).toEqual(ORDINARY_PHOTO);
    const work = answered({ pupilWork: 'yes', workBy: ['b', 'a', 'b'] });
    expect(withAnswers({}, work).workBy).toEqual(['a', 'b']);
    expect(withAnswers(work, { pupilWork: 'no' })).toEqual(ORDINARY_PHOTO);
  });
});

describe('another organisation’s logo (T-17, R-54)', () => {
  const logo = { logos: 'yes', logoMaterialId: 'a permission' } as const;
  test.each([
    ['that nobody declared stops nothing', {}, {}, []],
    ['that was looked for and is not there stops nothing', { logos: 'no' }, {}, []],
    ['without a permission on record stops', { logos: 'yes' }, {}, ['block logo_permission_missing']],
    ['with one may be shown, and is told', logo, {}, ['warn logo_permitted']],
    [
      'with one that does not cover the post stops',
      logo,
      { logosMissing: [0] },
      ['block logo_not_permitted'],
    ],
    [
      'stops where the trust uses none, permitted or not',
      logo,
      { settings: { logoRule: 'never' } },
      ['block logo_never'],
    ],
  ] as const)('%s', (_, about, scene, expected) =>
    expect(says(othersLogosCheck, { about: answered(about), ...scene } as Scene)).toEqual(expected),
  );
  test('takes its permission with it when it is not there after all', () =>
    expect(withAnswers(answered(logo), { logos: 'no' })).not.toHaveProperty('logoMaterialId'));
});
