// The digest covers everything that feeds a check: whatever changes in a post changes it, and the order of keys does not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, type PostContent } from '#app/domain/posts/post-digest.ts';

const id = fc.uuid();
const box = fc.record({ x: fc.nat(999), y: fc.nat(999), width: fc.nat(999), height: fc.nat(999) });
const seen = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
const person = fc.record({
  kind: fc.constantFrom('pupil' as const, 'adult' as const),
  id,
  faceOn: seen,
  uniform: seen,
  box: fc.option(box),
});
const photo = fc.record({
  sha256: fc.string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') }),
  versionId: id,
  altText: fc.string(),
  crop: fc.option(box),
  people: fc.array(person, { maxLength: 3 }),
  headCount: fc.option(fc.nat(40)),
});
const content: fc.Arbitrary<PostContent> = fc.record({
  schema: fc.constant(1 as const),
  words: fc.string({ unit: 'grapheme' }),
  photos: fc.array(photo, { maxLength: 4 }),
  purpose: fc.constantFrom('trip', 'celebration'),
  tripId: fc.option(id),
  accountId: id,
  window: fc.record({
    from: fc.constant('2026-11-18T15:30:00.000Z'),
    until: fc.constantFrom('2026-12-02T15:30:00.000Z', '2026-12-03T00:00:00.000Z'),
  }),
  links: fc.array(fc.webUrl(), { maxLength: 2 }),
  declarations: fc.subarray(['background', 'device', 'responsible', 'rights']),
});

/** Every place of a value that can be changed, as a path. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]));
}

function changed(value: unknown, path: (string | number)[]): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'number' ? value + 1 : `${String(value)}!`;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = changed(copy[key], rest);
  return copy;
}

describe('the approval digest', () => {
  it('changes with every single field of the post, however deep', () => {
    fc.assert(
      fc.property(content, fc.nat(), (post, pick) => {
        const all = paths(post);
        const path = all[pick % all.length] ?? [];
        expect(digestOf(changed(post, path) as PostContent)).not.toBe(digestOf(post));
      }),
      { numRuns: 500 },
    );
  });

  it('changes when photos change places', () => {
    fc.assert(
      fc.property(content, photo, photo, (post, a, b) => {
        fc.pre(a.sha256 !== b.sha256);
        expect(digestOf({ ...post, photos: [a, b] })).not.toBe(digestOf({ ...post, photos: [b, a] }));
      }),
    );
  });

  it('does not depend on the order in which the fields were written', () => {
    fc.assert(
      fc.property(content, (post) => {
        const backwards = Object.fromEntries(Object.entries(post).reverse()) as unknown as PostContent;
        expect(digestOf(backwards)).toBe(digestOf(structuredClone(post)));
      }),
    );
  });
});
