// A school where one child in two is called the same: their name is looked at once, however often it is written (T-01, T-02).
import { describe, expect, it } from 'vitest';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import { nameSpots } from '#app/domain/words/names/name-spots.ts';
import { NO_GROUND } from '#app/domain/words/text-ground.ts';
import { aboutText, namesFound, roster, WITH_CHILD } from '#tests/support/named-texts.ts';

const SCHOOL = roster(
  Array.from({ length: 5_000 }, (_, n) => `${n % 2 ? 'Mohammed' : 'Will'}|${n % 3 ? 'Khan' : `Surname${n}`}`),
);
const filled = (text: string) => text.repeat(10_000 / text.length);

describe('among 5,000 pupils of whom half share a forename', () => {
  it.each(['Mohammed ', 'Mohammed Khan ', 'Khan, Mohammed, ', 'M Khan ', '#mohammedkhan '])(
    '%j, written over and over, is looked at in seconds',
    (text) => {
      const words = filled(text);
      const started = performance.now();
      expect(namesFound(words, SCHOOL, WITH_CHILD)).not.toEqual([]);
      const part = { kind: 'words' as const, field: 'words', text: words, folded: foldText(words) };
      const view = { ground: { ...NO_GROUND, names: SCHOOL }, about: aboutText(), parts: [part] };
      expect(nameSpots(part, view)).not.toEqual([]);
      // Pupil by pupil at each place it took minutes.
      expect(performance.now() - started).toBeLessThan(8_000);
    },
  );

  it('every one of them may be meant', () => {
    expect(namesFound('Well done Mohammed', SCHOOL, WITH_CHILD)[0]?.pupilIds).toHaveLength(2_500);
    expect(namesFound('Mohammed Khan', SCHOOL, WITH_CHILD)[0]?.pupilIds).toHaveLength(1_667);
  });
});
