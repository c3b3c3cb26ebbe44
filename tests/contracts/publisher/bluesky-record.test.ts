// The record of a post on Bluesky, made without any server: the same post gives the same record to the byte, and nothing in it says
// where it was made (T-06, R-61).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cidOf, keptAs, photoOf } from '#app/adapters/bluesky-photos.ts';
import { facetsOf, recordOf } from '#app/adapters/bluesky-record.ts';
import type { BlueskyReply } from '#app/adapters/bluesky-reply.ts';
import { addressesIn } from '#app/domain/words/links/web-addresses.ts';
import { photo } from './publisher-harness.ts';

const recordAt = new Date('2026-05-04T09:00:00Z');
const kept = (of: ReturnType<typeof photo>, blob: object = {}): string | null =>
  keptAs(
    {
      ...{ kind: 'answered', status: 200, headers: {}, valid: true },
      body: {
        blob: { ref: { $link: cidOf(of.bytes) }, mimeType: 'image/jpeg', size: of.bytes.byteLength, ...blob },
      },
    } satisfies BlueskyReply,
    of,
  );

describe('a photo on a Bluesky server', () => {
  it('is called by what is in it', () => {
    expect(cidOf(new Uint8Array())).toBe('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku');
    expect(cidOf(new Uint8Array([1]))).not.toBe(cidOf(new Uint8Array([2])));
  });

  it('is kept as a short text without its description, and only when the server kept exactly these bytes', () => {
    const pond = photo('A pond that nobody may read in a log');
    const text = kept(pond) ?? '';
    expect(photoOf(text)).toEqual({
      ...{ cid: cidOf(pond.bytes), mime: 'image/jpeg', size: pond.bytes.byteLength },
      ...{ w: pond.width, h: pond.height },
    });
    expect(text).not.toContain('pond');
    const other = photo('Another');
    expect(kept(pond, { ref: { $link: cidOf(other.bytes) } })).toBeNull();
    expect(kept(pond, { size: 1 })).toBeNull();
    expect(kept(pond, { mimeType: 'text/html' })).toBeNull();
  });

  it.each(['', 'nonsense', '{}', '123456', '{"cid":"b","mime":"image/jpeg","size":1,"w":1,"h":1}'])(
    'is not what %j names',
    (text) => expect(photoOf(text)).toBeNull(),
  );
});

describe('a record', () => {
  const pond = kept(photo('A pond')) ?? '';
  const post = { words: 'See elm.sch.uk #Hwyl', mediaIds: [pond], altTexts: ['A pond'], recordAt };

  it('holds words, links, photos, a language and its moment, and nothing else whatever is handed over', () => {
    const place = { geo: [53.4, -2.9], place: { id: 'x' }, location: 'Elm' };
    const record = recordOf({ ...post, ...place });
    expect(Object.keys(record ?? {}).sort()).toEqual([
      '$type',
      'createdAt',
      'embed',
      'facets',
      'langs',
      'text',
    ]);
    expect(JSON.stringify(record)).not.toMatch(/geo|place|location/);
  });

  it('is the same to the byte each time', () => {
    expect(JSON.stringify(recordOf(post))).toBe(
      JSON.stringify(recordOf({ ...post, recordAt: new Date(recordAt) })),
    );
  });

  it('is not made for a photo of another platform, nor for one without its description', () => {
    expect(recordOf({ ...post, mediaIds: ['1900000000000000001'] })).toBeNull();
    expect(recordOf({ ...post, altTexts: [] })).toBeNull();
  });
});

describe('links and hashtags', () => {
  const piece = fc.constantFrom(
    ...[
      'ŵyn',
      '👨‍👩‍👧‍👦',
      'elm.sch.uk',
      'https://elm.example/a?b=1#c',
      '#Hwyl',
      '#ŵyn',
      '@elm.bsky.social',
      '–',
      'e\u0301',
      '日本',
    ],
  );
  it('stand at whole letters, apart from each other, and name what stands there', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
        const words = pieces.join(' ');
        const bytes = Buffer.from(words);
        const facets = facetsOf(words);
        let last = 0;
        for (const { index, features } of facets) {
          expect(index.byteStart).toBeGreaterThanOrEqual(last);
          last = index.byteEnd;
          const shown = bytes.subarray(index.byteStart, index.byteEnd).toString();
          expect(words).toContain(shown);
          const [feature] = features;
          if (feature?.['tag'] !== undefined) expect(shown).toBe(`#${feature['tag']}`);
          else
            expect(feature?.['uri']).toContain(
              new URL(shown.includes('://') ? shown : `https://${shown}`).host,
            );
        }
        const links = facets.filter(({ features }) => features[0]?.['uri'] !== undefined);
        expect(links).toHaveLength(addressesIn(words).length);
      }),
    );
  });

  it('follow only what a browser would open as a page', () => {
    expect(facetsOf('javascript:alert(1) and file://x/y and ftp://elm.example/a')).toEqual([]);
  });
});
