// What changed between two texts is told word by word, and nothing of either text is ever lost in the telling.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, type WordsRun } from '#app/domain/posts/word-diff.ts';

/** The runs as one line: [-old-]{+new+}. */
const marked = (runs: WordsRun[]): string =>
  runs
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`))
    .join('');

describe('the words that changed', () => {
  it.each([
    ['', '', ''],
    ['The farm.', 'The farm.', 'The farm.'],
    ['', 'New words', '{+New words+}'],
    ['Old words', '', '[-Old words-]'],
    ['We fed the lambs.', 'We fed the tiny lambs.', 'We fed the {+tiny +}lambs.'],
    ['We fed the lambs', 'We fed the lambs.', 'We fed the lambs{+.+}'],
    ['Year 4 went out', 'Year 5 went out', 'Year [-4-]{+5+} went out'],
    ['a red car now', 'a blue bus now', 'a [-red car-]{+blue bus+} now'],
    ['Diwrnod da i’r plant', 'Diwrnod da iawn i’r plant', 'Diwrnod da {+iawn +}i’r plant'],
    ['Well done 👩‍🏫!', 'Well done 👩‍🚀!', 'Well done [-👩‍🏫-]{+👩‍🚀+}!'],
  ])('%j became %j', (before, after, said) => {
    expect(marked(diffWords(before, after))).toBe(said);
  });

  const text = fc
    .array(fc.constantFrom('the', 'lambs', 'fed', 'Year 4', ' ', ' ', '\n', '.', '👋🏽', 'é'), {
      maxLength: 30,
    })
    .map((parts) => parts.join(''));

  it('give back both texts, whatever they are', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = diffWords(before, after);
        const without = (kind: WordsRun['kind']) =>
          runs
            .filter((run) => run.kind !== kind)
            .map((run) => run.text)
            .join('');
        expect(without('added')).toBe(before);
        expect(without('removed')).toBe(after);
        expect(runs.every((run) => run.text !== '')).toBe(true);
        expect(runs.every((run, index) => index === 0 || runs[index - 1]?.kind !== run.kind)).toBe(true);
      }),
    );
  });

  it('say nothing changed exactly when nothing did', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changed = diffWords(before, after).some(({ kind }) => kind !== 'same');
        expect(changed).toBe(before !== after);
      }),
    );
  });

  it('are all of a text that is too long to compare, and then still give back both', () => {
    const long = (word: string) => `${word} `.repeat(3_000);
    expect(diffWords(`a ${long('b')}z`, `a ${long('c')}z`)).toEqual([
      { kind: 'same', text: 'a ' },
      { kind: 'removed', text: long('b').trimEnd() },
      { kind: 'added', text: long('c').trimEnd() },
      { kind: 'same', text: ' z' },
    ]);
  });
});
