// What every publisher promises to the worker: run on the real X adapter against the practice platform, on the real Bluesky adapter
// against a real server, and on the fake that other suites use.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRef, NewPost, Publisher, UploadablePhoto } from '#app/domain/ports/publisher.ts';
import {
  type Capabilities,
  newKey,
  newPost,
  photo,
  sha256,
  type PublisherHarness,
} from './publisher-harness.ts';

const SHORT = { words: 'Short', mediaIds: [], altTexts: [] };

/** Runs the suite on a platform that `can` so much; `make` gives one of its own. */
export function publisherContract(
  name: string,
  can: Capabilities,
  make: () => Promise<PublisherHarness>,
): void {
  describe(`a publisher: ${name}`, () => {
    let harness: PublisherHarness;
    let publisher: Publisher;
    let account: AccountRef;
    /** alt texts by media id, as they were prepared */
    const altTexts = new Map<string, string>();
    /** the key of the post made last */
    let key: string;

    beforeAll(async () => {
      harness = await make();
      publisher = harness.publisher;
    });
    afterAll(() => harness.close());
    beforeEach(async () => {
      account = await harness.addAccount();
      key = newKey();
    });

    const describing = (mediaIds: readonly string[]) => mediaIds.map((id) => altTexts.get(id) ?? '');

    const prepared = async (photos: UploadablePhoto[]): Promise<string[]> => {
      const result = await publisher.prepare(account, photos);
      if (result.outcome !== 'prepared') throw new Error(`not prepared: ${result.outcome}`);
      result.mediaIds.forEach((id, index) => altTexts.set(id, photos[index]?.altText ?? ''));
      return result.mediaIds;
    };
    const withPhotos = (words: string, mediaIds: string[], of: Partial<NewPost> = {}): NewPost =>
      newPost(words, { mediaIds, altTexts: describing(mediaIds), ...of });
    const published = async (words: string, mediaIds: string[] = []): Promise<string> => {
      const post = withPhotos(words, mediaIds);
      key = post.recordKey;
      const result = await publisher.create(account, post);
      if (result.outcome !== 'published') throw new Error(`not published: ${result.outcome}`);
      return result.platformId;
    };
    const look = (mediaIds: string[], words: string, sentAt = new Date()) =>
      publisher.look(account, { mediaIds, words, sentAt, recordKey: key });

    describe('preparing', () => {
      it('uploads each photo to the bit, with its alt text, and shows nothing to anybody (PF25)', async () => {
        const photos = [
          photo('A heron on the lake'),
          photo('Four pupils with a kite & <ribbons>', can.largestPhoto),
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
        const [first, second] = [await prepared([one]), await prepared([one])];
        if (can.sameBytesSamePhoto) expect(first).toEqual(second);
        else expect(first).not.toEqual(second);
        expect(await prepared([])).toEqual([]);
      });

      it.runIf(can.describesUploads)('is not done when the alt text was not taken (PF25)', async () => {
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
        const result = await publisher.create(account, newPost('Hello'));
        expect(result.outcome).toBe(outcome);
        if (result.outcome === 'busy')
          expect(result.retryAfter?.getTime()).toBeGreaterThan(Date.now() - 1000);
        expect(await harness.timeline(account)).toEqual([]);
      });

      it('says that nothing was sent when nobody was there', async () => {
        const result = await harness.unreachable.create(account, newPost('Hello'));
        expect(result).toMatchObject({ outcome: 'not_sent' });
      });

      it('sends nothing after the moment until which it might be sent (PF7)', async () => {
        const late = newPost('Hello', { notAfter: new Date(Date.now() - 1_000) });
        expect(await publisher.create(account, late)).toMatchObject({ outcome: 'not_sent' });
        expect(await harness.timeline(account)).toEqual([]);
      });

      it('sends nothing on a clock that is not to be believed, however early it shows (PF7)', async () => {
        const asleep = newPost('Hello', { clockTrusted: () => false });
        expect(await publisher.create(account, asleep)).toMatchObject({ outcome: 'not_sent' });
        expect(await harness.timeline(account)).toEqual([]);
      });

      it('keeps eight posts at once apart', async () => {
        const made = await Promise.all(
          Array.from({ length: 8 }, async (_, index) => {
            const mediaIds = await prepared([photo(`Photo ${index}`)]);
            const words = `Post ${index}`;
            const { recordKey } = newPost(words);
            const created = await publisher.create(account, withPhotos(words, mediaIds, { recordKey }));
            if (created.outcome !== 'published') throw new Error(`not published: ${created.outcome}`);
            return { words, mediaIds, recordKey, platformId: created.platformId };
          }),
        );
        expect(await harness.timeline(account)).toHaveLength(8);
        const looks = await Promise.all(
          made.map((wanted) => publisher.look(account, { ...wanted, sentAt: new Date() })),
        );
        expect(looks).toMatchObject(
          made.map(({ platformId }) => ({ outcome: 'found', platformIds: [platformId] })),
        );
      });
    });

    describe('looking after a doubt', () => {
      it('finds the post when it was made and only the answer was lost (PF7)', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        harness.trouble('create done, answer lost');
        expect(
          await publisher.create(account, withPhotos('Pond', mediaIds, { recordKey: key })),
        ).toMatchObject({
          outcome: 'unknown',
        });
        const [live] = await harness.timeline(account);
        expect(await look(mediaIds, 'Pond')).toMatchObject({
          outcome: 'found',
          platformIds: [live?.platformId],
        });
      });

      it('calls it absent when it was not made', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        harness.trouble('create lost');
        expect(
          await publisher.create(account, withPhotos('Pond', mediaIds, { recordKey: key })),
        ).toMatchObject({
          outcome: 'unknown',
        });
        expect(await look(mediaIds, 'Pond')).toMatchObject({ outcome: 'absent' });
      });

      it('never takes silence for absence', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        harness.trouble('look blind');
        expect(await look(mediaIds, 'Pond')).toMatchObject({ outcome: 'no_information' });
        expect(
          await harness.unreachable.look(account, {
            mediaIds,
            words: '',
            sentAt: new Date(),
            recordKey: key,
          }),
        ).toMatchObject({
          outcome: 'no_information',
        });
      });

      it('sees no other accounts', async () => {
        const mediaIds = await prepared([photo('A pond')]);
        await published('Pond', mediaIds);
        const other = await harness.addAccount();
        const wanted = { mediaIds, words: 'Pond', sentAt: new Date(), recordKey: key };
        expect(await publisher.look(other, wanted)).toMatchObject({ outcome: 'absent' });
      });
    });

    describe.runIf(can.looks === 'by content')(
      'knowing a post by its photos, or without any by its words',
      () => {
        it('names every post made from the photos, oldest first', async () => {
          const mediaIds = await prepared([photo('A pond'), photo('A lake')]);
          const first = await published('Once', mediaIds);
          const second = await published('Twice', mediaIds.slice(1));
          expect(await look(mediaIds, '')).toMatchObject({ outcome: 'found', platformIds: [first, second] });
          expect(await look(mediaIds.slice(0, 1), '')).toMatchObject({
            outcome: 'found',
            platformIds: [first],
          });
        });

        it.each([
          'Plain words',
          'Fish & chips <today> &amp; tomorrow',
          'More on elmprimary.sch.uk, or https://elm.example/news?a=1&lt=2',
          'cafe\u0301 and $1 $& $$ on the menu',
        ])('knows a post without photos by its words: %s', async (words) => {
          expect(await look([], words)).toMatchObject({ outcome: 'absent' });
          const platformId = await published(words);
          expect(await look([], words)).toMatchObject({ outcome: 'found', platformIds: [platformId] });
          expect(await look([], `${words} more`)).toMatchObject({ outcome: 'absent' });
        });

        it('does not take a post with photos for one without', async () => {
          await published('Same words', await prepared([photo('A pond')]));
          expect(await look([], 'Same words')).toMatchObject({ outcome: 'absent' });
        });

        it('sees no posts from long before', async () => {
          const mediaIds = await prepared([photo('A pond')]);
          await published('Pond', mediaIds);
          const later = new Date(Date.now() + 600_000);
          expect(await look(mediaIds, 'Pond', later)).toMatchObject({ outcome: 'absent' });
        });
      },
    );

    describe.runIf(can.looks === 'by key')('keeping a post under a key of ours', () => {
      const repeated = async (post: NewPost) => [
        await publisher.create(account, post),
        await publisher.create(account, post),
      ];

      it('writes a repeated post once, and names it each time', async () => {
        const post = withPhotos('Once', await prepared([photo('A pond')]));
        const [first, second] = await repeated(post);
        expect(first).toMatchObject({ outcome: 'published' });
        expect({ ...second, notes: null }).toEqual({ ...first, notes: null });
        expect(await harness.timeline(account)).toHaveLength(1);
      });

      it('settles a doubt by repeating', async () => {
        const post = newPost('Again');
        harness.trouble('create done, answer lost');
        const [first, second] = await repeated(post);
        expect([first?.outcome, second?.outcome]).toEqual(['unknown', 'published']);
        harness.trouble('create lost');
        const other = await repeated(newPost('And again'));
        expect(other.map(({ outcome }) => outcome)).toEqual(['unknown', 'published']);
        expect((await harness.timeline(account)).map(({ words }) => words)).toEqual(['Again', 'And again']);
      });

      it('keeps equal posts under two keys apart', async () => {
        const [first, second] = [await published('Equal'), await published('Equal')];
        expect(first).not.toBe(second);
        expect(await look([], 'Equal')).toMatchObject({ outcome: 'found', platformIds: [second] });
      });
    });

    describe('reading a live post', () => {
      const OURS = { wordsOurs: true, photosOurs: true, altTextsOurs: true };
      it('tells whether words, photos and alt texts are those that were sent, and nothing else', async () => {
        const mediaIds = await prepared([photo('A pond & <reeds>'), photo('A lake')]);
        const platformId = await published('Water & <sky>', mediaIds);
        const sent = { words: 'Water & <sky>', mediaIds, altTexts: ['A pond & <reeds>', 'A lake'] };
        expect(await publisher.read(account, platformId, sent)).toEqual({ platformId, ...OURS });
        const others = await prepared([photo('A pond & <reeds>'), photo('A lake')]);
        const more = { ...sent, mediaIds: [...others, ...mediaIds] };
        expect(await publisher.read(account, platformId, more)).toEqual({ platformId, ...OURS });
        const otherWords = { ...sent, words: 'Fire' };
        expect(await publisher.read(account, platformId, otherWords)).toMatchObject({ wordsOurs: false });
        const otherPhotos = { ...sent, mediaIds: others };
        expect(await publisher.read(account, platformId, otherPhotos)).toMatchObject({ photosOurs: false });
        const turned = { ...sent, altTexts: ['A lake', 'A pond & <reeds>'] };
        expect(await publisher.read(account, platformId, turned)).toMatchObject({ altTextsOurs: false });
      });

      it('tells when a photo has no alt text although one was sent (PF25)', async () => {
        const mediaIds = await prepared([photo('A pond'), photo('')]);
        const platformId = await published('Water', mediaIds);
        const sent = { words: 'Water', mediaIds, altTexts: ['A pond', 'A lake'] };
        expect(await publisher.read(account, platformId, sent)).toEqual({
          platformId,
          ...OURS,
          altTextsOurs: false,
        });
      });

      it('says null only when the platform says that it is not there', async () => {
        const platformId = await published('Short');
        await publisher.remove(account, platformId);
        expect(await publisher.read(account, platformId, SHORT)).toBeNull();
        harness.trouble('read blind');
        expect(await publisher.read(account, platformId, SHORT)).toMatchObject({ outcome: 'no_information' });
        expect(await harness.unreachable.read(account, platformId, SHORT)).toMatchObject({
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
        const itsKey = key;
        const kept = await published('To stay');
        key = itsKey;
        expect(await publisher.remove(account, platformId)).toMatchObject({ outcome: 'removed' });
        expect(await publisher.remove(account, platformId)).toMatchObject({ outcome: 'removed' });
        expect((await harness.timeline(account)).map((post) => post.platformId)).toEqual([kept]);
        expect(await look([], 'To go')).toMatchObject({ outcome: 'absent' });
      });

      it('proves it gone by reading when the answer was lost', async () => {
        harness.trouble('removal done, answer lost');
        expect(await publisher.remove(account, platformId)).toMatchObject({ outcome: 'removed' });
        expect(await harness.timeline(account)).toEqual([]);
      });

      it.each([
        ['removal refused', 'still_there'],
        ['removal without a valid connection', 'needs_reconnect'],
        ['removal told to wait', 'busy'],
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
