// How X's timeline is read: what counts as a look, which post is ours, and whether words are the same words.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWanted, livePost, sinceId, timelinePage } from '#app/adapters/x-timeline.ts';
import type { XReply } from '#app/adapters/x-reply.ts';
import { createSnowflakes } from '#sandbox/snowflakes.ts';

const ok = (body: unknown): XReply => ({ kind: 'answered', status: 200, body, headers: {} });

const onlyPost = (body: object) => {
  const page = timelinePage(ok({ data: [{ id: '7', text: 'x', ...body }], meta: { result_count: 1 } }));
  if (page.outcome !== 'page' || !page.posts[0]) throw new Error('no page');
  return page.posts[0];
};

describe('the moment from which a look begins', () => {
  it('includes every post from 2 minutes before the sending on, and hardly one before', () => {
    const moment = fc.date({ min: new Date('2011-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: -120_000, max: 600_000 }), (sentAt, offset) => {
        const since = BigInt(sinceId(sentAt) ?? 0);
        const idAt = (ms: number) => BigInt(createSnowflakes(() => new Date(sentAt.getTime() + ms))());
        expect(idAt(offset) >= since).toBe(true);
        expect(idAt(-120_001) < since).toBe(true);
      }),
    );
  });

  it('is open when there were no such ids yet', () => {
    expect(sinceId(new Date('2006-03-21T00:00:00Z'))).toBeNull();
  });
});

describe('what counts as a look', () => {
  it('is a 200 with a meta object, empty or not', () => {
    expect(timelinePage(ok({ meta: { result_count: 0 } }))).toEqual({
      outcome: 'page',
      posts: [],
      next: null,
      complete: true,
    });
    expect(timelinePage(ok({ data: [], meta: { next_token: 'n' } }))).toMatchObject({ next: 'n' });
  });

  it('is nothing else: everything else is no information', () => {
    const bodies = [undefined, '', '<html>', null, [], {}, { data: [] }, { data: [{ id: 'x' }], meta: {} }];
    for (const body of bodies) expect(timelinePage(ok(body)).outcome).toBe('no_information');
    for (const status of [201, 204, 302, 401, 403, 404, 429, 500, 503]) {
      const reply: XReply = { kind: 'answered', status, body: { meta: { result_count: 0 } }, headers: {} };
      expect(timelinePage(reply).outcome).toBe('no_information');
    }
    expect(timelinePage({ kind: 'broken', code: null, late: true }).outcome).toBe('no_information');
    expect(timelinePage({ kind: 'never_connected', code: null }).outcome).toBe('no_information');
  });

  it('is not whole when X reports problems beside it, or promises more posts than it shows', () => {
    const errors = [{ title: 'Service Unavailable', detail: 'some posts could not be read' }];
    expect(timelinePage(ok({ errors, meta: { result_count: 0 } }))).toMatchObject({ complete: false });
    expect(timelinePage(ok({ meta: { result_count: 2 } }))).toMatchObject({ complete: false });
  });
});

describe('which post is ours', () => {
  const withKeys = (...keys: string[]) => onlyPost({ attachments: { media_keys: keys } });

  it('is any post that shows one of our photos', () => {
    const wanted = { mediaIds: ['11', '22'], words: '', sentAt: new Date(0) };
    expect(isWanted(withKeys('3_22'), wanted)).toBe(true);
    expect(isWanted(withKeys('13_11', '3_99'), wanted)).toBe(true);
    expect(isWanted(withKeys('3_122'), wanted)).toBe(false);
    expect(isWanted(withKeys(), wanted)).toBe(false);
    expect(isWanted(onlyPost({ text: '' }), wanted)).toBe(false);
  });

  const same = (sent: string, shown: object) =>
    isWanted(onlyPost(shown), { mediaIds: [], words: sent, sentAt: new Date(0) });

  it('without photos is one made from five seconds before sending on: equal words from before are somebody’s own', () => {
    const sentAt = new Date('2026-05-04T09:00:00Z');
    const idAt = (ms: number) => String((BigInt(sentAt.getTime() + ms) - 1_288_834_974_657n) << 22n);
    const ours = (ms: number) =>
      isWanted(onlyPost({ id: idAt(ms), text: 'School closed' }), {
        mediaIds: [],
        words: 'School closed',
        sentAt,
      });
    expect([-120_000, -5_001, -5_000, 0, 60_000].map(ours)).toEqual([false, false, true, true, true]);
  });

  it('knows words again after escaping, composition and spacing', () => {
    expect(same('Fish & chips <now>', { text: 'Fish &amp; chips &lt;now&gt;' })).toBe(true);
    expect(same('literally &lt;', { text: 'literally &amp;lt;' })).toBe(true);
    expect(same('cafe\u0301', { text: 'caf\u00e9' })).toBe(true);
    expect(same(' two  spaces\n', { text: 'two spaces' })).toBe(true);
    expect(same('Plain', { text: 'plain' })).toBe(false);
  });

  it('knows words again when links were shortened, with or without http', () => {
    const link = (expanded_url: string) => ({
      text: 'See https://t.co/a now',
      entities: { urls: [{ url: 'https://t.co/a', expanded_url }] },
    });
    expect(same('See elm.sch.uk now', link('http://elm.sch.uk'))).toBe(true);
    expect(same('See https://Elm.sch.uk/News now', link('https://elm.sch.uk/News'))).toBe(true);
    expect(same('See elm.sch.uk/a now', link('http://elm.sch.uk/b'))).toBe(false);
    expect(same('See https://t.co/a now', { text: 'See https://t.co/a now' })).toBe(true);
  });

  it('reads the whole text of a long post, under its old and its new name', () => {
    for (const name of ['note_tweet', 'note_post']) {
      expect(same('All of it', { text: 'All…', [name]: { text: 'All of it' } })).toBe(true);
    }
  });
});

const NOTHING = { words: '', mediaIds: [], altTexts: [] };

describe('reading one post', () => {
  const media = (...alts: (string | undefined)[]) => ({
    data: { id: '7', text: 'x', attachments: { media_keys: alts.map((_, index) => `3_${index}`) } },
    includes: { media: alts.map((alt_text, index) => ({ media_key: `3_${index}`, alt_text })) },
  });

  it('holds it against what was sent, and says three verdicts and nothing else (PF5, PF25)', () => {
    const sent = { words: 'x', mediaIds: ['0', '1'], altTexts: ['A', 'B'] };
    const verdicts = (body: unknown, of: Partial<typeof sent> = {}) =>
      livePost(ok(body), '7', { ...sent, ...of });
    const ours = { platformId: '7', wordsOurs: true, photosOurs: true, altTextsOurs: true };
    expect(verdicts(media('A', 'B'))).toEqual(ours);
    expect(verdicts(media('A', 'B'), { mediaIds: ['5', '1', '0'] })).toEqual(ours);
    expect(verdicts(media('A &amp; &lt;B&gt;'), { mediaIds: ['0'], altTexts: ['A & <B>'] })).toEqual(ours);
    for (const shown of [
      media('A', undefined),
      media('A', ''),
      media('A', 'C'),
      { data: media('A', 'B').data },
    ])
      expect(verdicts(shown)).toEqual({ ...ours, altTextsOurs: false });
    expect(verdicts(media('A', 'B'), { mediaIds: ['0'] })).toEqual({ ...ours, photosOurs: false });
    expect(verdicts(media('A'), {})).toEqual({ ...ours, photosOurs: false, altTextsOurs: false });
    expect(verdicts(media('A', 'B'), { words: 'y' })).toEqual({ ...ours, wordsOurs: false });
    const bare = { data: { id: '7', text: 'x' } };
    expect(verdicts(bare, { mediaIds: [], altTexts: [] })).toEqual(ours);
    expect(verdicts(bare)).toEqual({ ...ours, photosOurs: false, altTextsOurs: false });
  });

  it('takes neither another post, nor a hidden one, nor silence for an answer', () => {
    const hidden = {
      errors: [{ title: 'Forbidden', type: 'https://api.x.com/2/problems/not-authorized-for-resource' }],
    };
    for (const body of [media('A'), hidden, {}, undefined, 'x']) {
      expect(livePost(ok(body), '8', NOTHING)).toMatchObject({ outcome: 'no_information' });
    }
    const gone: XReply = { kind: 'answered', status: 404, body: { title: 'Not Found' }, headers: {} };
    expect(livePost(gone, '7', NOTHING)).toMatchObject({ outcome: 'no_information' });
  });
});
