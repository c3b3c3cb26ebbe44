// Names in captions, results and lists of winners, and everyday words that are the name of the very pupil who can be seen: asked about
// beside the face, in words of their own, so that an answer given before the pupil was in the picture counts no more (T-01, T-02, F-17).
import { describe, expect, it } from 'vitest';
import { marks, namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const names = roster(['Jane|Thornley', 'Grace|Wetherby', 'Rose|Adeyemi', 'Will|Okoro', 'May|Lin']);
const found = (text: string, shown: readonly string[] = []) =>
  marks(text, namesFound(text, names, { ...WITH_CHILD, pupilsShown: new Set(shown) }));

it.each([
  ['1st Jane, 2nd the Reds', 'pupil_first_name: Jane'],
  ['1st: Jane', 'pupil_first_name: Jane'],
  ['21ST – JANE', 'pupil_first_name: JANE'],
  ['1st: Jane Thornley', 'pupil_full_name_with_image: Jane Thornley'],
  ['1st Thornley', 'pupil_surname: Thornley'],
])('behind a place in a race, %j is a pupil and no saint', (text, marked) =>
  expect(found(text)).toContain(marked),
);

it.each(['St Jane', 'St. Jane Thornley’s Church', 'St Thornley’s'])('%j is a saint still', (text) =>
  expect(found(text)).toEqual([]),
);

it.each([
  ['Star of the week: Grace', 'Grace'],
  ['Star of the week:\nGrace', 'Grace'],
  ['🥇 Grace\n🥈 Rose', 'Grace'],
  ['Our winners\n🥇 Grace\n🥈 Rose', 'Rose'],
  ['1st: Grace', 'Grace'],
  ['Photo of Rose', 'Rose'],
  ['Grace (Year 2) drew this', 'Grace'],
  ['Grace smiling with her cup', 'Grace'],
])('the caption %j asks who it is', (text, marked) =>
  expect(found(text)).toContain(`first_name_or_word: ${marked}`),
);

it.each([
  'Our value this month: Grace',
  'Summer reading challenge',
  'The petals of a rose (pink) holding on',
  'Key dates:\nMay half-term',
])('%j is no caption of a pupil', (text) => expect(found(text)).toEqual([]));

describe('the everyday word is the name of a pupil who can be seen', () => {
  const grace = ['Grace|Wetherby'];

  it.each(['Grace!', 'Grace', 'Grace with a cup', 'Grace in Year 4', 'Grace & friends', 'See grace’s cup'])(
    '%j asks whether it is that pupil',
    (text) => {
      expect(found(text)).toEqual([]);
      expect(found(text, grace)).toEqual([expect.stringMatching(/^first_name_of_shown: grace/i)]);
    },
  );
  it('asks anew what was only asked about a word before, and about somebody else', () => {
    expect(found('Well done Grace')).toEqual(['first_name_or_word: Grace']);
    expect(found('Well done Grace', grace)).toEqual(['first_name_of_shown: Grace']);
    expect(found('By Jane Aged')).toEqual(['first_name_of_somebody: Jane Aged']);
    expect(found('By Jane Aged', ['Jane|Thornley'])).toEqual(['first_name_of_shown: Jane Aged']);
  });
  it.each([
    ['Will you join us?', 'Will|Okoro'],
    ['Back in May, on 3 May', 'May|Lin'],
    ['Rose Cottage and a rose garden', 'Rose|Adeyemi'],
    ['They sang with grace', 'Grace|Wetherby'],
  ])('leaves %j alone all the same', (text, shown) => expect(found(text, [shown])).toEqual([]));
});
