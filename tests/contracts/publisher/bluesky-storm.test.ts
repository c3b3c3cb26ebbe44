// A storm over Bluesky: fifty posts through a proxy that loses calls and answers, each repeated until a clear answer comes, end as
// exactly fifty records; and what else only a real server can tell.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBlueskyPublisher } from '#app/adapters/bluesky-publisher.server.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { hasBlueskyServer } from '#tests/support/bluesky-server.ts';
import type { Spoiling } from '#tests/support/fault-proxy.ts';
import { type Bluesky, blueskyAccount, startBluesky } from './bluesky-harness.ts';
import { newPost, photo } from './publisher-harness.ts';

const POSTS = 50;
/** In fifty posts half of all calls are spoilt; so many tries in a row cannot all be. */
const MOST_TRIES = 40;

describe.skipIf(!hasBlueskyServer())('on a real Bluesky server', () => {
  let bluesky: Bluesky;
  let account: AccountRef;
  beforeAll(async () => {
    bluesky = await startBluesky();
    account = await bluesky.addAccount();
  });
  afterAll(() => bluesky.close());
  afterEach(() => bluesky.proxy.decide(null));
  const keysOn = async ({ platformUserId }: AccountRef): Promise<string[]> =>
    (await bluesky.server.postsOf(platformUserId)).map(({ key }) => key);
  const callsTo = (path: string) => bluesky.proxy.calls.filter((call) => call.path.endsWith(path));

  it(`puts each of ${POSTS} posts there exactly once, whatever is lost on the way`, async () => {
    const { proxy, publisher } = bluesky;
    const own = await bluesky.addAccount();
    const spoilings: Spoiling[] = [
      ...([500, 502, 503] as const).map((code): Spoiling => ({
        at: 'after',
        effect: 'status',
        status: code,
      })),
      { at: 'after', effect: 'reset' },
      { at: 'after', effect: 'cut' },
      { at: 'before', effect: 'reset' },
      { at: 'before', effect: 'status', status: 503 },
    ];
    let made = 0;
    let doneAndLost = 0;
    proxy.decide(({ path }) => {
      if (!path.endsWith('putRecord')) return null;
      made += 1;
      // Every second call, each kind in turn: no draw decides what is tried.
      const spoiling = made % 2 === 1 ? (spoilings[(made >> 1) % spoilings.length] ?? null) : null;
      if (spoiling?.at === 'after') doneAndLost += 1;
      return spoiling;
    });
    const posts = Array.from({ length: POSTS }, (_, index) => newPost(`Post ${index}`));
    const answers = await Promise.all(
      posts.map(async (post) => {
        for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
          const result = await publisher.create(own, post);
          if (result.outcome === 'published') return { tries, platformId: result.platformId };
          expect(result.outcome).toBe('unknown');
        }
        throw new Error('no clear answer at all');
      }),
    );
    proxy.decide(null);
    expect((await keysOn(own)).sort()).toEqual(posts.map(({ recordKey }) => recordKey).sort());
    expect(answers.map(({ platformId }) => platformId)).toEqual(posts.map(({ recordKey }) => recordKey));
    expect(doneAndLost).toBeGreaterThan(POSTS / 4);
    expect(answers.some(({ tries }) => tries > 1)).toBe(true);
  }, 60_000);

  it('makes one call for one post, each over a connection of its own', async () => {
    const before = bluesky.proxy.calls.length;
    for (const words of ['One', 'Two', 'Three']) await bluesky.publisher.create(account, newPost(words));
    const calls = bluesky.proxy.calls.slice(before);
    expect(calls.map(({ path }) => path.split('.').at(-1))).toEqual(['putRecord', 'putRecord', 'putRecord']);
    expect(new Set(calls.map(({ clientPort }) => clientPort)).size).toBe(3);
    expect(calls.every(({ headers }) => headers.connection === 'close')).toBe(true);
  });

  it('neither renews a token by itself nor sends again', async () => {
    const stale = blueskyAccount(bluesky.proxy.url, {
      did: account.platformUserId,
      accessToken: 'not-a-token',
    });
    const before = bluesky.proxy.calls.length;
    const result = await bluesky.publisher.create(stale, newPost('Stale'));
    expect(result).toMatchObject({ outcome: 'needs_reconnect', notes: { connected: true, status: 400 } });
    expect(bluesky.proxy.calls.slice(before)).toHaveLength(1);
  });

  it('sends nothing once it is too late, although the connection stands', async () => {
    const before = callsTo('putRecord').length;
    const at = new Date('2026-05-04T09:00:00Z');
    const late = createBlueskyPublisher({ here: true, now: () => at });
    const result = await late.create(account, newPost('Late', { notAfter: at }));
    expect(result).toMatchObject({ outcome: 'not_sent', notes: { connected: false } });
    expect(callsTo('putRecord')).toHaveLength(before);
    const inTime = newPost('In time', { notAfter: new Date(at.getTime() + 1) });
    expect(await late.create(account, inTime)).toMatchObject({ outcome: 'published' });
  });

  it('does not wait for ever for a server that says nothing', async () => {
    const impatient = createBlueskyPublisher({ here: true, deadlineMs: 1_500 });
    bluesky.proxy.spoil('putRecord', { at: 'after', effect: 'hang' });
    const post = newPost('Silence');
    expect(await impatient.create(account, post)).toMatchObject({ outcome: 'unknown' });
    expect(await bluesky.publisher.create(account, post)).toMatchObject({ outcome: 'published' });
  });

  it('has one post when a call that was given up is done after its repeat', async () => {
    const own = await bluesky.addAccount();
    const impatient = createBlueskyPublisher({ here: true, deadlineMs: 1_500 });
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    bluesky.proxy.spoil('putRecord', { at: 'late', effect: 'hang', held: () => held });
    const post = newPost('Twice on its way');
    expect(await impatient.create(own, post)).toMatchObject({ outcome: 'unknown' });
    const wanted = { mediaIds: [], words: post.words, sentAt: new Date(), recordKey: post.recordKey };
    expect(await bluesky.publisher.look(own, wanted)).toEqual({ outcome: 'absent' });
    expect(await bluesky.publisher.create(own, post)).toMatchObject({ outcome: 'published' });
    letGo();
    await bluesky.proxy.quiet();
    expect(await keysOn(own)).toEqual([post.recordKey]);
  });

  it('marks links and hashtags by the bytes where they stand, and describes photos with their measures', async () => {
    const own = await bluesky.addAccount();
    const prepared = await bluesky.publisher.prepare(own, [photo('Tân & <mwg>')]);
    if (prepared.outcome !== 'prepared') throw new Error(prepared.outcome);
    const words = 'Diolch – ŵyn 👨‍👩‍👧 #Hwyl: elm.sch.uk/dewi, https://elm.example/a?b=1#c. @elm.bsky.social';
    const recordAt = new Date('2026-05-04T09:00:00Z');
    const altTexts = ['Tân & <mwg>'];
    const post = newPost(words, { mediaIds: prepared.mediaIds, altTexts, recordAt });
    expect(await bluesky.publisher.create(own, post)).toMatchObject({ outcome: 'published' });
    const [shown] = await bluesky.server.postsOf(own.platformUserId);
    const bytes = Buffer.from(words);
    expect(
      shown?.value.facets?.map(({ index, features }) => [
        bytes.subarray(index.byteStart, index.byteEnd).toString(),
        features[0]?.['uri'] ?? features[0]?.['tag'],
      ]),
    ).toEqual([
      ['#Hwyl', 'Hwyl'],
      ['elm.sch.uk/dewi', 'https://elm.sch.uk/dewi'],
      ['https://elm.example/a?b=1#c', 'https://elm.example/a?b=1#c'],
    ]);
    expect(shown?.value).toMatchObject({ text: words, langs: ['en'], createdAt: recordAt.toISOString() });
    expect(shown?.value.embed?.images).toMatchObject([
      { alt: altTexts[0], aspectRatio: { width: 640, height: 480 }, image: { mimeType: 'image/jpeg' } },
    ]);
  });

  it('never writes over a post, and never takes another for ours', async () => {
    const own = await bluesky.addAccount();
    const first = newPost('First');
    await bluesky.publisher.create(own, first);
    const other = { ...first, words: 'Second' };
    expect(await bluesky.publisher.create(own, other)).toMatchObject({ outcome: 'unknown' });
    const posts = await bluesky.server.postsOf(own.platformUserId);
    expect(posts.map(({ value }) => value.text)).toEqual(['First']);
    const wanted = { mediaIds: [], words: 'Second', sentAt: new Date(), recordKey: first.recordKey };
    expect(await bluesky.publisher.look(own, wanted)).toMatchObject({ outcome: 'no_information' });
  });

  it('finds a post with photos by its key and words when the names of its photos are lost', async () => {
    const own = await bluesky.addAccount();
    const prepared = await bluesky.publisher.prepare(own, [photo('A pond')]);
    if (prepared.outcome !== 'prepared') throw new Error(prepared.outcome);
    const post = newPost('Pond', { mediaIds: prepared.mediaIds, altTexts: ['A pond'] });
    await bluesky.publisher.create(own, post);
    const wanted = { words: 'Pond', sentAt: new Date(), recordKey: post.recordKey };
    const found = { outcome: 'found', platformIds: [post.recordKey] };
    for (const mediaIds of [[], prepared.mediaIds])
      expect(await bluesky.publisher.look(own, { ...wanted, mediaIds })).toEqual(found);
    const others = await bluesky.publisher.prepare(own, [photo('Another')]);
    const mediaIds = others.outcome === 'prepared' ? others.mediaIds : [];
    expect(await bluesky.publisher.look(own, { ...wanted, mediaIds })).toMatchObject({
      outcome: 'no_information',
    });
  });

  it('takes as many letters as it says, and says so when there is one more', async () => {
    const create = (words: string) => bluesky.publisher.create(account, newPost(words));
    expect(await create('ŵ'.repeat(300))).toMatchObject({ outcome: 'published' });
    expect(await create('ŵ'.repeat(301))).toMatchObject({ outcome: 'refused', code: 'too_long' });
    expect(await create('👩🏽‍🏫'.repeat(200))).toMatchObject({ outcome: 'published' });
    expect(await create('👩🏽‍🏫'.repeat(201))).toMatchObject({ outcome: 'refused', code: 'too_long' });
  });

  it('says which photos the server does not take, or no longer has', async () => {
    const own = await bluesky.addAccount();
    const prepare = (account_: AccountRef, size: number) =>
      bluesky.publisher.prepare(account_, [photo('A', size)]);
    expect(await prepare(own, 2_000_001)).toMatchObject({ outcome: 'refused', code: 'photos_refused' });
    const create = async (from: AccountRef, size: number) => {
      const prepared = await prepare(from, size);
      if (prepared.outcome !== 'prepared') throw new Error(prepared.outcome);
      return bluesky.publisher.create(own, newPost('A', { mediaIds: prepared.mediaIds, altTexts: ['A'] }));
    };
    expect(await create(own, 1_000_001)).toMatchObject({ outcome: 'refused', code: 'photos_refused' });
    expect(await create(account, 50_000)).toMatchObject({ outcome: 'refused', code: 'photos_gone' });
    expect(await create(own, 50_000)).toMatchObject({ outcome: 'published' });
  });

  it('takes an account that is switched off for no proof of anything', async () => {
    const person = await bluesky.server.addPerson();
    const own = blueskyAccount(bluesky.proxy.url, person);
    const post = newPost('There');
    await bluesky.publisher.create(own, post);
    await bluesky.server.deactivate(person);
    const wanted = { mediaIds: [], words: 'There', sentAt: new Date(), recordKey: post.recordKey };
    expect(await bluesky.publisher.look(own, wanted)).toMatchObject({ outcome: 'no_information' });
    expect(await bluesky.publisher.read(own, post.recordKey, { ...wanted, altTexts: [] })).toMatchObject({
      outcome: 'no_information',
    });
    expect(await bluesky.publisher.remove(own, post.recordKey)).toMatchObject({ outcome: 'no_information' });
    expect(await bluesky.publisher.create(own, newPost('More'))).toMatchObject({
      outcome: 'refused',
      code: 'account_locked',
    });
  });
});
