// Stretches of a text beside others: the quick answers are the very answers of comparing each with each.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covering, keptApart, meeting, outermost, type Span } from '#app/domain/words/reading/spans.ts';

const span = fc
  .tuple(fc.nat({ max: 40 }), fc.integer({ min: 1, max: 12 }))
  .map(([from, length]): Span => ({ from, to: from + length }));
const spans = fc.array(span, { maxLength: 20 });
const different = fc.uniqueArray(span, { maxLength: 20, selector: ({ from, to }) => `${from} ${to}` });

const meets = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;
const holds = (one: Span, other: Span): boolean => one.from <= other.from && one.to >= other.to;

describe('stretches of a text', () => {
  it('meet another when they share a letter', () => {
    fc.assert(
      fc.property(spans, span, (others, one) => {
        expect(meeting(others)(one)).toBe(others.some((other) => meets(one, other)));
      }),
    );
  });

  it('are covered when one other holds all of them', () => {
    fc.assert(
      fc.property(spans, span, (others, one) => {
        expect(covering(others)(one)).toBe(others.some((other) => holds(other, one)));
      }),
    );
  });

  it('are outermost when no other holds them', () => {
    fc.assert(
      fc.property(different, (all) => {
        expect(outermost(all)).toEqual(
          all.filter((one) => !all.some((other) => other !== one && holds(other, one))),
        );
      }),
    );
  });

  it('are kept apart in the order in which they were found', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const kept: Span[] = [];
        for (const one of all) if (!kept.some((other) => meets(one, other))) kept.push(one);
        expect(keptApart(all)).toEqual(kept);
      }),
    );
  });
});
