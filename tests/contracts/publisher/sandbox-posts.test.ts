// Posts on the practice platform: what it weighs, takes, refuses and deletes.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { JPEG, START, startCaller } from './sandbox-caller.ts';

describe('the practice platform', () => {
  let caller: Awaited<ReturnType<typeof startCaller>>;

  beforeAll(async () => {
    caller = await startCaller();
  });
  afterAll(() => caller.close());
  beforeEach(() => caller.renew());

  describe('a post', () => {
    it.each([
      ['280 letters', 'a'.repeat(280), 201],
      ['281 letters', 'a'.repeat(281), 400],
      ['140 emoji, two each', '🌳'.repeat(140), 201],
      ['141 emoji', '🌳'.repeat(141), 400],
      ['a long link, 23', `${'a'.repeat(256)} https://elm.sch.uk/${'b'.repeat(200)}`, 201],
      ['a bare domain, 23', `${'a'.repeat(257)} elm.sch.uk`, 400],
      ['140 letters with separate accents, composed first', 'e\u0301'.repeat(280), 201],
      ['nothing', '  ', 400],
    ])('is weighed as X weighs it: %s', async (_name, text, status) => {
      expect((await caller.tweet(text)).status).toBe(status);
    });

    it('has no fields that X does not know, and is JSON', async () => {
      expect((await caller.tweet('Hello', { idempotency_key: 'x' })).status).toBe(400);
      expect((await caller.tweet('Hello', { media: { media_ids: [] } })).status).toBe(400);
      expect((await caller.tweet('Hello', { media: { media_ids: ['1', '2', '3', '4', '5'] } })).status).toBe(
        400,
      );
      expect((await caller.call('POST', '/2/tweets', '{"text":', { type: 'application/json' })).status).toBe(
        400,
      );
      expect((await caller.call('POST', '/2/tweets', new URLSearchParams({ text: 'Hello' }))).status).toBe(
        400,
      );
      const made = await caller.tweet('Hello', { made_with_ai: true, reply_settings: 'following' });
      expect(made.status).toBe(201);
      expect(made.body.data).toEqual({
        id: made.body.data.id,
        text: 'Hello',
        edit_history_tweet_ids: [made.body.data.id],
      });
    });

    it('needs photos that are its own, whole and fresh', async () => {
      const other = await caller.addAccount();
      const mine = await caller.upload();
      const unfinished = await caller.begin();
      const theirs = await caller.begin(JPEG, 'image/jpeg', { token: other.accessToken });
      const withMedia = (...media_ids: string[]) =>
        caller.tweet(randomBytes(8).toString('hex'), { media: { media_ids } });
      for (const wrong of [unfinished, theirs, '123', '9999999999999999999']) {
        const answer = await withMedia(mine, wrong);
        expect(answer.status).toBe(400);
      }
      expect((await withMedia(mine, mine)).status).toBe(400);
      expect((await withMedia(mine)).status).toBe(201);
      caller.clock.at = new Date(START.getTime() + 24 * 3_600_000);
      expect((await withMedia(mine)).status).toBe(400);
    });

    it('may not repeat words within a day, unless that rule is off', async () => {
      const first = await caller.tweet('Sports day');
      const again = await caller.tweet(' Sports day');
      expect(again).toMatchObject({ status: 403, body: { type: 'about:blank' } });
      expect(again.body.detail).toBe('You are not allowed to create a Tweet with duplicate content.');
      const { url } = await caller.start({ rules: { duplicates: false } });
      expect((await caller.tweet('Sports day', {}, { url })).status).toBe(201);
      caller.clock.at = new Date(START.getTime() + 24 * 3_600_000 + 1);
      expect((await caller.tweet('Sports day')).status).toBe(201);
      expect(first.status).toBe(201);
    });

    it('may be made to need alt texts', async () => {
      const { url } = await caller.start({ rules: { altTextRequired: true } });
      const id = await caller.upload();
      expect((await caller.tweet('Pond', { media: { media_ids: [id] } }, { url })).status).toBe(400);
      await caller.call('POST', '/2/media/metadata', { id, metadata: { alt_text: { text: 'A pond' } } });
      expect((await caller.tweet('Pond', { media: { media_ids: [id] } }, { url })).status).toBe(201);
    });

    it('is deleted by its own account only, once', async () => {
      const { body } = await caller.tweet('Hello');
      const path = `/2/tweets/${body.data.id}`;
      const other = { token: (await caller.addAccount()).accessToken };
      expect((await caller.call('DELETE', path, undefined, other)).status).toBe(403);
      expect((await caller.call('DELETE', path)).body).toEqual({ data: { deleted: true } });
      expect(await caller.call('DELETE', path)).toMatchObject({
        status: 404,
        body: { type: expect.stringContaining('not-found') },
      });
      expect((await caller.call('GET', path)).body).toMatchObject({
        errors: [{ resource_id: body.data.id }],
      });
    });
  });
});
