// A name in the last of many tags, or behind a long address, is found as in the first; what is too much to read stops the post instead
// of passing unread (T-01, R-33).
import { expect, it } from 'vitest';
import { checkWords } from '#app/domain/words/check-words.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import { aboutText, marks, namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const names = roster(['Jane|Thornley']);
const found = (text: string) => marks(text, namesFound(text, names, WITH_CHILD));
const letters = (index: number): string => String.fromCharCode(97 + (index % 26), 98 + (index % 24));
/** As many tags as Instagram takes, each of 24 letters. */
const TAGS = Array.from({ length: 29 }, (_, index) => `#${letters(index).repeat(12)}`).join(' ');

it('in the last of as many tags as any platform takes', () =>
  expect(found(`Our week ${TAGS} #janethornley`)).toEqual(['pupil_full_name_with_image: #janethornley']));

it('behind an address of 2,000 letters', () =>
  expect(found(`https://a.example/${'ab'.repeat(1_000)} #janethornley`)).toEqual([
    'pupil_full_name_with_image: #janethornley',
  ]));

it('stops, for nobody to open, where more runs on than can be read', () => {
  const all = (text: string) =>
    checkWords([{ kind: 'words', field: 'words', text }], NO_GROUND, aboutText(WITH_CHILD)).filter(
      ({ code }) => code === 'names_not_read',
    );
  expect(all(`Our week ${TAGS}`)).toEqual([]);
  const text = `${TAGS} ${TAGS} #janethornley`;
  expect(all(text)).toMatchObject([{ level: 'block', opener: 'nobody', check: 'T-01' }]);
  expect(all(`#${'ab'.repeat(1_000)}`)).toHaveLength(1);
});
