// Timelines on the practice platform: pages, limits, and words as X shows them.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { START, startCaller } from './sandbox-caller.ts';

describe('the practice platform', () => {
  let caller: Awaited<ReturnType<typeof startCaller>>;

  beforeAll(async () => {
    caller = await startCaller();
  });
  afterAll(() => caller.close());
  beforeEach(() => caller.renew());

  describe('a timeline', () => {
    const page = (query: string, id = caller.me().platformUserId) =>
      caller.call('GET', `/2/users/${id}/tweets?${query}`);

    it('gives every post once, newest first, whatever the size of its pages', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 23 }),
          fc.integer({ min: 5, max: 12 }),
          async (count, size) => {
            const account = await caller.addAccount();
            const { url } = await caller.start();
            const made: string[] = [];
            for (let index = 0; index < count; index += 1) {
              made.unshift(
                (await caller.tweet(`n${index}`, {}, { url, token: account.accessToken })).body.data.id,
              );
            }
            const seen: string[] = [];
            let next = '';
            do {
              const { body } = await page(`max_results=${size}${next}`, account.platformUserId);
              expect(body.meta.result_count).toBe(body.data?.length ?? 0);
              seen.push(...(body.data ?? []).map((post: { id: string }) => post.id));
              next = body.meta.next_token ? `&pagination_token=${body.meta.next_token}` : '';
            } while (next);
            expect(seen).toEqual(made);
          },
        ),
        { numRuns: 8 },
      );
    });

    it('leaves out what X takes for an answer to somebody, when asked for no replies: words that begin with a name', async () => {
      const answer = (await caller.tweet('@village_library thank you for having us')).body.data.id;
      const post = (await caller.tweet('Thank you, @village_library')).body.data.id;
      const ids = async (query: string) => (await page(query)).body.data.map(({ id }: { id: string }) => id);
      expect(await ids('exclude=retweets')).toEqual([post, answer]);
      expect(await ids('exclude=replies,retweets')).toEqual([post]);
    });

    it('is limited by ids and moments', async () => {
      const ids: string[] = [];
      for (const minute of [0, 1, 2]) {
        caller.clock.at = new Date(START.getTime() + minute * 60_000);
        ids.push((await caller.tweet(`minute ${minute}`)).body.data.id);
      }
      const texts = async (query: string) =>
        ((await page(query)).body.data ?? []).map((post: { text: string }) => post.text);
      expect(await texts(`since_id=${ids[0]}`)).toEqual(['minute 2', 'minute 1']);
      expect(await texts(`until_id=${ids[1]}`)).toEqual(['minute 0']);
      expect(await texts('start_time=2026-05-04T09:01:00Z')).toEqual(['minute 2', 'minute 1']);
      expect(await texts('end_time=2026-05-04T09:01:00Z')).toEqual(['minute 0']);
      expect((await page(`since_id=${ids[2]}`)).body).toEqual({ meta: { result_count: 0 } });
    });

    it('refuses questions that X would refuse', async () => {
      const wrong = [
        'max_results=4',
        'max_results=101',
        'since_id=x',
        'start_time=today',
        'pagination_token=zz',
      ];
      for (const query of [...wrong, 'idempotency=1', 'tweet.fields=secrets', 'expansions=author_id']) {
        expect((await page(query)).status).toBe(400);
      }
      expect((await page('max_results=5', '123')).body).toMatchObject({
        errors: [{ resource_type: 'user' }],
      });
    });

    it('shows words as X does: escaped, links shortened, a link for the photos', async () => {
      const id = await caller.upload();
      await caller.call('POST', '/2/media/metadata', { id, metadata: { alt_text: { text: 'A pond' } } });
      await caller.tweet('Fish & chips: elm.sch.uk <now>', { media: { media_ids: [id] } });
      const fields =
        'tweet.fields=attachments,entities,created_at&expansions=attachments.media_keys&media.fields=alt_text';
      const { body } = await page(fields);
      const [post] = body.data;
      expect(post.text).toMatch(
        /^Fish &amp; chips: https:\/\/t\.co\/\w{10} &lt;now&gt; https:\/\/t\.co\/\w{10}$/,
      );
      const [link, photos] = post.entities.urls;
      expect(link).toMatchObject({ expanded_url: 'http://elm.sch.uk', display_url: 'elm.sch.uk' });
      expect(photos).toMatchObject({ media_key: `3_${id}` });
      expect(post.attachments).toEqual({ media_keys: [`3_${id}`] });
      expect(post.created_at).toBe(START.toISOString());
      expect(body.includes.media).toEqual([{ media_key: `3_${id}`, type: 'photo', alt_text: 'A pond' }]);
      expect((await page('max_results=5')).body.data[0]).toEqual({
        id: post.id,
        text: post.text,
        edit_history_tweet_ids: [post.id],
      });
    });
  });
});
