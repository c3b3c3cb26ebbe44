// What every publisher promises to the worker, run on the real X adapter against the practice platform and on the
// fake that other suites use.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRef, Publisher, UploadablePhoto } from '#app/domain/ports/publisher.ts';
import { photo, sha256, type PublisherHarness } from './publisher-harness.ts';

/** Runs the suite; `make` gives a platform of its own. */
export function publisherContract(name: string, make: () => Promise<PublisherHarness>): void {
  describe(`a publisher: ${name}`, () => {
    let harness: PublisherHarness;
    let publisher: Publisher;
    let account: AccountRef;

    beforeAll(async () => {
      harness = await make();
      publisher = harness.publisher;
    });
    afterAll(() => harness.close());
    beforeEach(async () => {
      account = await harness.addAccount();
    });

    const prepared = async (photos: UploadablePhoto[]): Promise<string[]> => {
      const result = await publisher.prepare(account, photos);
      if (result.outcome !== 'prepared') throw new Error(`not prepared: ${result.outcome}`);
      return result.mediaIds;
    };
    const published = async (words: string, mediaIds: string[] = []): Promise<string> => {
      const result = await publisher.create(account, { words, mediaIds });
      if (result.outcome !== 'published') throw new Error(`not published: ${result.outcome}`);
      return result.platformId;
    };
    const look = (mediaIds: string[], words: string, sentAt = new Date()) =>
      publisher.look(account, { mediaIds, words, sentAt });

    describe('preparing', () => {
      it('uploads each photo to the bit, with its alt text, and shows nothing to anybody (PF25)', async () => {
        const photos = [
          photo('A heron on the lake'),
          photo('Four pupils with a kite & <ribbons>', 2_500_000),
        ];
        const mediaIds = await prepared(photos);
        expect(new Set(mediaIds).size).toBe(2);
        expect(await harness.timeline(account)).toEqual([]);
        await published('At the lake', mediaIds);
        const [post] = await harness.timeline(account);
        expect(post?.photos).toEqual(
          photos.map(({ bytes, altText }) => ({ sha256: sha256(bytes), altText })),
        );
      });

      it('may be repeated, and without photos has nothing to do', async () => {
        const one = photo('A pond');
        expect(await prepared([one])).not.toEqual(await prepared([one]));
        expect(await prepared([])).toEqual([]);
      });

      it('is not done when the alt text was not taken (PF25)', async () => {
        harness.trouble('alt text refused');
        const result = await publisher.prepare(account, [photo('A pond')]);
        expect(result.outcome).not.toBe('prepared');
      });

      it('says when to come back, and that nothing was sent when nobody is there', async () => {
        harness.trouble('upload told to wait');
        const waiting = await publisher.prepare(account, [photo('A pond')]);
        expect(waiting).toMatchObject({ outcome: 'busy', retryAfter: expect.any(Date) });
        const alone = await harness.unreachable.prepare(account, [photo('A pond')]);
        expect(alone).toMatchObject({ outcome: 'not_sent' });
      });
    });

    describe('creating', () => {
      it.each([
        'Year 4 planted an oak today.',
        'Bore da! Croeso i Ysgol y Dderwen – sŵn, tŷ, ŵyn',
        'Fish & chips <today> for 100 > 90 people 🐟 👨‍👩‍👧‍👦',
        'More on elmprimary.sch.uk and https://elm.example/news?a=1&b=2',
        'First line\n\nSecond line',
      ])('puts exactly these words on the timeline, once: %s', async (words) => {
        const platformId = await published(words);
        expect(await harness.timeline(account)).toEqual([{ platformId, words, photos: [] }]);
      });

      it.each([
        ['create told to wait', 'busy'],
        ['create refused', 'refused'],
        ['create without a valid connection', 'needs_reconnect'],
        ['create without credit', 'no_credit'],
      ] as const)('%s: answers %s, and nothing is live', async (trouble, outcome) => {
        harness.trouble(trouble);
        const result = await publisher.create(account, { words: 'Hello', mediaIds: [] });
        expect(result.outcome).toBe(outcome);
        if (result.outcome === 'busy')
          expect(result.retryAfter?.getTime()).toBeGreaterThan(Date.now() - 1000);
        expect(await harness.timeline(account)).toEqual([]);
      });

      it('says that nothing was sent when nobody was there', async () => {
        const result = await harness.unreachable.create(account, { words: 'Hello', mediaIds: [] });
        expect(result).toMatchObject({ outcome: 'not_sent' });
      });

      it('keeps eight posts at once apart', async () => {
        const made = await Promise.all(
          Array.from({ length: 8 }, async (_, index) => {
            const mediaIds = await prepared([photo(`Photo ${index}`)]);
            return { mediaIds, platformId: await published(`Post ${index}`, mediaIds) };
          }),
        );
        expect(await harness.timeline(account)).toHaveLength(8);
        const looks = await Promise.all(made.map(({ mediaIds }) => look(mediaIds, 'words do not matter')));
        expect(looks).toEqual(
          made.map(({ platformId }) => ({ outcome: 'found', platformIds: [platformId] })),
        );
      });
    });

    describe('looking after a doubt', () => {
      it('finds the post when it was made and only the answer was lost (PF7)', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        harness.trouble('create done, answer lost');
        expect(await publisher.create(account, { words: 'Pond', mediaIds })).toMatchObject({
          outcome: 'unknown',
        });
        const [live] = await harness.timeline(account);
        expect(await look(mediaIds, 'Pond')).toEqual({ outcome: 'found', platformIds: [live?.platformId] });
      });

      it('calls it absent when it was not made', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        harness.trouble('create lost');
        expect(await publisher.create(account, { words: 'Pond', mediaIds })).toMatchObject({
          outcome: 'unknown',
        });
        expect(await look(mediaIds, 'Pond')).toEqual({ outcome: 'absent' });
      });

      it('never takes silence for absence', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        harness.trouble('look blind');
        expect(await look(mediaIds, 'Pond')).toMatchObject({ outcome: 'no_information' });
        expect(
          await harness.unreachable.look(account, { mediaIds, words: '', sentAt: new Date() }),
        ).toMatchObject({
          outcome: 'no_information',
        });
      });

      it('names every post made from the photos, oldest first', async () => {
        const mediaIds = await prepared([photo('A pond'), photo('A lake')]);
        const first = await published('Once', mediaIds);
        const second = await published('Twice', mediaIds.slice(1));
        expect(await look(mediaIds, '')).toEqual({ outcome: 'found', platformIds: [first, second] });
        expect(await look(mediaIds.slice(0, 1), '')).toEqual({ outcome: 'found', platformIds: [first] });
      });

      it.each([
        'Plain words',
        'Fish & chips <today> &amp; tomorrow',
        'More on elmprimary.sch.uk, or https://elm.example/news?a=1&lt=2',
        'cafe\u0301 and $1 $& $$ on the menu',
      ])('knows a post without photos by its words: %s', async (words) => {
        expect(await look([], words)).toEqual({ outcome: 'absent' });
        const platformId = await published(words);
        expect(await look([], words)).toEqual({ outcome: 'found', platformIds: [platformId] });
        expect(await look([], `${words} more`)).toEqual({ outcome: 'absent' });
      });

      it('does not take a post with photos for one without', async () => {
        await published('Same words', await prepared([photo('A pond')]));
        expect(await look([], 'Same words')).toEqual({ outcome: 'absent' });
      });

      it('sees neither other accounts nor posts from long before', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        await published('Pond', mediaIds);
        const other = await harness.addAccount();
        const wanted = { mediaIds, words: 'Pond', sentAt: new Date() };
        expect(await publisher.look(other, wanted)).toEqual({ outcome: 'absent' });
        const later = new Date(Date.now() + 600_000);
        expect(await look(mediaIds, 'Pond', later)).toEqual({ outcome: 'absent' });
      });
    });

    describe('reading a live post', () => {
      it('tells its photos and whether each has an alt text', async () => {
        const mediaIds = await prepared([photo('A pond'), photo('A lake')]);
        const platformId = await published('Water', mediaIds);
        expect(await publisher.read(account, platformId)).toEqual({ platformId, mediaIds, hasAltText: true });
      });

      it('tells when one photo has none', async () => {
        const mediaIds = await prepared([photo('A pond'), photo('')]);
        const platformId = await published('Water', mediaIds);
        expect(await publisher.read(account, platformId)).toMatchObject({ hasAltText: false });
      });

      it('says null only when the platform says that it is not there', async () => {
        const platformId = await published('Short');
        await publisher.remove(account, platformId);
        expect(await publisher.read(account, platformId)).toBeNull();
        harness.trouble('read blind');
        expect(await publisher.read(account, platformId)).toMatchObject({ outcome: 'no_information' });
        expect(await harness.unreachable.read(account, platformId)).toMatchObject({
          outcome: 'no_information',
        });
      });
    });

    describe('taking down', () => {
      let platformId: string;
      beforeEach(async () => {
        platformId = await published('To go');
      });

      it('removes the post, and a second time does no harm (PF18)', async () => {
        const kept = await published('To stay');
        expect(await publisher.remove(account, platformId)).toEqual({ outcome: 'removed' });
        expect(await publisher.remove(account, platformId)).toEqual({ outcome: 'removed' });
        expect((await harness.timeline(account)).map((post) => post.platformId)).toEqual([kept]);
        expect(await look([], 'To go')).toEqual({ outcome: 'absent' });
      });

      it('proves it gone by reading when the answer was lost', async () => {
        harness.trouble('removal done, answer lost');
        expect(await publisher.remove(account, platformId)).toEqual({ outcome: 'removed' });
        expect(await harness.timeline(account)).toEqual([]);
      });

      it.each([
        ['removal refused', 'still_there'],
        ['removal without a valid connection', 'needs_reconnect'],
      ] as const)('%s: answers %s, and the post is live', async (trouble, outcome) => {
        harness.trouble(trouble);
        expect(await publisher.remove(account, platformId)).toMatchObject({ outcome });
        expect(await harness.timeline(account)).toHaveLength(1);
      });

      it('claims nothing that it could not see', async () => {
        harness.trouble('removal blind');
        expect(await publisher.remove(account, platformId)).toMatchObject({ outcome: 'no_information' });
        expect(await harness.unreachable.remove(account, platformId)).toMatchObject({
          outcome: 'no_information',
        });
      });
    });
  });
}
