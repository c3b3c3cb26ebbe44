// Which answers to a name may be remembered for every post of a school: never one about a name alone, however many words it has, for in
// another post it may be the pupil (T-02, R-36).
import { expect, it } from 'vitest';
import { mayBeRemembered } from '#app/domain/words/answers/answers-offered.ts';
import { namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const names = roster(['Anne-Marie|Thornley', 'Summer-Rose|Al-Rashid', 'Jane|Okoro']);
const kept = (text: string, about: Parameters<typeof namesFound>[2]) =>
  namesFound(text, names, about).map((found) => [found.code, mayBeRemembered(found, text)]);

it.each([
  ['A card for Anne-Marie', 'pupil_first_name_alone'],
  ['A card for Anne Marie', 'pupil_first_name_alone'],
  ['A card for Jane', 'pupil_first_name_alone'],
  ['Well done Al-Rashid', 'pupil_surname'],
])('%j is not', (text, code) => expect(kept(text, {})).toContainEqual([code, false]));

it('that of a pupil who can be seen is not', () =>
  expect(kept('By Jane Quillfeather', { ...WITH_CHILD, pupilsShown: new Set(['Jane|Okoro']) })).toEqual([
    ['first_name_of_shown', false],
  ]));

it('somebody else’s own name is, for it says who is meant', () =>
  expect(kept('A visit from Jane Quillfeather', WITH_CHILD)).toEqual([['first_name_of_somebody', true]]));
