// A text with marks is drawn whole, each letter once, whatever the marks.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mark, markedStretches } from '#app/presenters/marked-stretches.ts';

const mark = (from: number, to: number, number: number, kind: Mark['kind'] = 'stopped'): Mark => ({
  from,
  to,
  number,
  kind,
});

test('marks that overlap are cut where they begin and end, and the worse kind shows', () => {
  const drawn = markedStretches('Ada Byron won', [mark(0, 9, 1, 'needs-you'), mark(4, 13, 2)]);
  expect(drawn).toEqual([
    { text: 'Ada ', kind: 'needs-you', begins: [1], ends: [] },
    { text: 'Byron', kind: 'stopped', begins: [2], ends: [1] },
    { text: ' won', kind: 'stopped', begins: [], ends: [2] },
  ]);
});

test('a mark that reaches outside the text is cut to it, and an empty one is left out', () => {
  expect(markedStretches('hello', [mark(-3, 2, 1), mark(4, 90, 2), mark(3, 3, 3)])).toEqual([
    { text: 'he', kind: 'stopped', begins: [1], ends: [1] },
    { text: 'll', kind: null, begins: [], ends: [] },
    { text: 'o', kind: 'stopped', begins: [2], ends: [2] },
  ]);
});

const offset = fc.integer({ min: -5, max: 60 });
test('whatever the marks, the stretches are the text, and each mark begins and ends once', () => {
  const text$ = fc.string({ maxLength: 40, unit: 'binary' });
  const spans$ = fc.array(fc.tuple(offset, offset), { maxLength: 8 });
  fc.assert(
    fc.property(text$, spans$, (text, spans) => {
      const marks = spans.map(([from, to], index) => mark(from, to, index + 1));
      const drawn = markedStretches(text, marks);
      expect(drawn.map((stretch) => stretch.text).join('')).toBe(text);
      const shown = marks
        .filter(({ from, to }) => Math.max(0, from) < Math.min(text.length, to))
        .map(({ number }) => number);
      expect(drawn.flatMap(({ begins }) => begins).sort((a, b) => a - b)).toEqual(shown);
      expect(drawn.flatMap(({ ends }) => ends).sort((a, b) => a - b)).toEqual(shown);
    }),
  );
});
