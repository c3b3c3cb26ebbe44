// What changed between two versions of a post: everything that a head decides on, and nothing twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareContent, isUnchanged } from '#app/domain/posts/compare-revisions.ts';
import type { ContentPerson, ContentPhoto, PostContent } from '#app/domain/posts/post-digest.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';

const person = (id: string, more: Partial<ContentPerson> = {}): ContentPerson => ({
  kind: 'pupil',
  id,
  faceOn: 'no',
  uniform: 'no',
  box: null,
  ...more,
});

const photo = (name: string, more: Partial<ContentPhoto> = {}): ContentPhoto => ({
  sha256: `sha ${name}`,
  versionId: `version ${name}`,
  altText: `Picture ${name}`,
  crop: null,
  people: [person('ada')],
  headCount: 1,
  ...more,
});

const content = (more: Partial<PostContent> = {}): PostContent => ({
  schema: 1,
  words: 'We fed the lambs.',
  photos: [photo('a'), photo('b')],
  purpose: 'trip',
  tripId: 'farm',
  accountId: 'x',
  window: { from: '2026-06-01T00:00:00.000Z', until: '2026-06-15T00:00:00.000Z' },
  links: [],
  declarations: ['responsible', 'rights'],
  ...more,
});

describe('between two versions', () => {
  it('nothing changed when they are the same', () => {
    const changes = compareContent(content(), content());
    expect(isUnchanged(changes)).toBe(true);
    expect(changes).toEqual({ words: null, photos: [], photosRemoved: [], reordered: false, other: [] });
  });

  it('changed words are marked, and only they', () => {
    const changes = compareContent(content(), content({ words: 'We fed the tiny lambs.' }));
    expect(changes.words?.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'added', text: 'tiny ' }]);
    expect(isUnchanged(changes)).toBe(false);
    expect(changes.photos).toEqual([]);
  });

  it('a photo that is new, one that is gone and one in another place are told apart', () => {
    const after = content({ photos: [photo('c'), photo('a')] });
    const changes = compareContent(content(), after);
    expect(changes.photos.map(({ photo: index, isNew }) => [index, isNew])).toEqual([[0, true]]);
    expect(changes.photosRemoved).toEqual(['Picture b']);
    expect(changes.reordered).toBe(false);
    expect(compareContent(content(), content({ photos: [photo('b'), photo('a')] })).reordered).toBe(true);
  });

  it('a photo taken out and put in again byte for byte is the same photo', () => {
    const again = photo('b', { versionId: 'uploaded anew' });
    expect(isUnchanged(compareContent(content(), content({ photos: [photo('a'), again] })))).toBe(true);
  });

  it('the same file twice is two photos', () => {
    const twin = photo('a', { versionId: 'version twin' });
    const changes = compareContent(
      content({ photos: [photo('a')] }),
      content({ photos: [photo('a'), twin] }),
    );
    expect(changes.photos.map(({ photo: index, isNew }) => [index, isNew])).toEqual([[1, true]]);
  });

  it('people who changed places, or answers that changed, are said of their photo', () => {
    const settled = (accounting: string) => content({ photos: [photo('a', { accounting })] });
    const [moved] = compareContent(settled('one'), settled('two')).photos;
    expect(moved).toMatchObject({ peopleAdded: [], settledOtherwise: true, answeredOtherwise: false });
    const about = { activity: 'sport' as const };
    const [answered] = compareContent(
      content(),
      content({ photos: [photo('a', { about }), photo('b')] }),
    ).photos;
    expect(answered).toMatchObject({ photo: 0, settledOtherwise: false, answeredOtherwise: true });
  });

  it('one more child from elsewhere under the same release is somebody more', () => {
    const guests = (count: number) =>
      content({
        photos: [photo('a', { people: Array.from({ length: count }, () => person('g', { kind: 'guest' })) })],
      });
    expect(compareContent(guests(1), guests(3)).photos[0]?.peopleAdded).toHaveLength(2);
    expect(compareContent(guests(3), guests(2)).photos[0]?.peopleRemoved).toHaveLength(1);
    expect(isUnchanged(compareContent(guests(2), guests(2)))).toBe(true);
  });

  it('people who came, who went, and who are seen in another way are said of their photo', () => {
    const before = content({
      photos: [photo('a', { people: [person('ada'), person('ben'), person('cy')] })],
    });
    const people = [person('ada', { faceOn: 'yes' }), person('cy'), person('dee', { kind: 'adult' })];
    const [changed] = compareContent(before, content({ photos: [photo('a', { people })] })).photos;
    expect(changed?.peopleAdded.map(({ id }) => id)).toEqual(['dee']);
    expect(changed?.peopleRemoved.map(({ id }) => id)).toEqual(['ben']);
    expect(changed?.seenOtherwise).toBe(true);
  });

  it('a description is compared like the words', () => {
    const after = content({ photos: [photo('a', { altText: 'Picture of a' }), photo('b')] });
    const [changed] = compareContent(content(), after).photos;
    expect(changed?.altText).toEqual([
      { kind: 'same', text: 'Picture ' },
      { kind: 'added', text: 'of ' },
      { kind: 'same', text: 'a' },
    ]);
  });

  it.each([
    ['account', { accountId: 'y' }],
    ['trip', { tripId: null }],
    ['trip', { purpose: 'celebration' }],
    ['window', { window: { from: '2026-06-01T00:00:00.000Z', until: '2026-06-16T00:00:00.000Z' } }],
    ['declarations', { declarations: ['responsible'] }],
  ] as const)('another %s is said', (what, more) => {
    expect(compareContent(content(), content(more as Partial<PostContent>)).other).toEqual([what]);
  });

  it('are never called unchanged when an approval of one would not fit the other (R-73)', () => {
    const anyPerson = fc.record({
      kind: fc.constantFrom('pupil' as const, 'adult' as const),
      id: fc.constantFrom('p', 'q', 'r'),
      faceOn: fc.constantFrom('yes' as const, 'no' as const),
      uniform: fc.constant('no' as const),
      box: fc.constant(null),
    });
    const people = fc.uniqueArray(anyPerson, { maxLength: 3, selector: ({ kind, id }) => `${kind} ${id}` });
    const anyPhoto = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      alt: fc.constantFrom('x', 'y z'),
      people,
    });
    const any = fc
      .record({
        words: fc.constantFrom('one two', 'one three'),
        photos: fc.uniqueArray(anyPhoto, { maxLength: 3, selector: ({ name }) => name }),
        declarations: fc.constantFrom(['rights'], ['responsible', 'rights']),
      })
      .map(({ words, photos, declarations }) =>
        content({
          words,
          declarations: [...declarations],
          photos: photos.map(({ name, alt, people: seen }) =>
            photo(name, {
              altText: alt,
              people: [...seen].sort((a, b) => (`${a.id}${a.kind}` < `${b.id}${b.kind}` ? -1 : 1)),
              headCount: seen.length,
            }),
          ),
        }),
      );
    fc.assert(
      fc.property(any, any, (before, after) => {
        expect(isUnchanged(compareContent(before, after))).toBe(digestOf(before) === digestOf(after));
      }),
      { numRuns: 500 },
    );
  });
});
