// What every memory of the practice platform promises, run on each of them.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSnowflakes } from '#sandbox/snowflakes.ts';
import type { SandboxMedia, SandboxStore } from '#sandbox/store.ts';

const START = new Date('2026-05-04T09:00:00Z');
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);

/** Runs the suite; `make` gives a fresh store and a way to end it. */
export function sandboxStoreContract(
  name: string,
  make: () => Promise<{ store: SandboxStore; close: () => Promise<void> }>,
): void {
  describe(`the practice platform's store: ${name}`, () => {
    let store: SandboxStore;
    let close: () => Promise<void>;
    const nextId = createSnowflakes(() => START);

    beforeAll(async () => ({ store, close } = await make()));
    afterAll(() => close());

    const addUser = () => {
      const id = nextId();
      return store.addUser({ id, handle: `h${id.slice(-12)}`, name: 'Elm Primary', createdAt: START });
    };
    const addPhoto = async (userId: string, bytes = Buffer.from(`photo ${nextId()}`)) => {
      const media: SandboxMedia = {
        id: nextId(),
        userId,
        mediaType: 'image/jpeg',
        totalBytes: bytes.length,
        sha256: null,
        altText: null,
        expiresAt: minutes(10),
      };
      await store.openMedia(media, START);
      await store.putPart(media.id, 0, bytes);
      await store.finishMedia(media.id, minutes(10));
      return { id: media.id, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    };
    const addPost = async (userId: string, words: string, mediaIds: string[] = [], at = START) => {
      const id = nextId();
      const post = { id, userId, words, mediaIds, createdAt: at, visibleAt: at };
      return { id, result: await store.addPost(post, { unlikeSince: new Date(at.getTime() - 3_600_000) }) };
    };

    it('keeps an account, and its id when the handle is added again', async () => {
      const user = await addUser();
      expect(await store.findUser(user.id)).toEqual(user);
      const again = await store.addUser({ ...user, id: nextId(), name: 'Elm Academy' });
      expect(again).toEqual({ ...user, name: 'Elm Academy' });
      expect(await store.listUsers()).toContainEqual(again);
      expect(await store.findUser(nextId())).toBeNull();
    });

    it('gives a token to exactly one of many who use it at once', async () => {
      const user = await addUser();
      const hash = createHash('sha256').update(nextId()).digest('hex');
      const kept = {
        userId: user.id,
        clientId: 'c',
        scopes: ['tweet.read'],
        challenge: null,
        redirectUri: null,
      };
      await store.addToken({ hash, kind: 'refresh', expiresAt: minutes(5), ...kept });
      expect(await store.useToken(hash, 'access', START)).toBeNull();
      expect(await store.findToken(hash, 'refresh', START)).toMatchObject({
        userId: user.id,
        scopes: ['tweet.read'],
      });
      const uses = await Promise.all(Array.from({ length: 8 }, () => store.useToken(hash, 'refresh', START)));
      expect(uses.filter((use) => use !== null)).toHaveLength(1);
      expect(await store.findToken(hash, 'refresh', START)).toBeNull();
    });

    it('lets a token end with its time', async () => {
      const user = await addUser();
      const token = (hash: string, expiresAt: Date | null) =>
        store.addToken({
          hash,
          kind: 'access',
          userId: user.id,
          clientId: 'c',
          scopes: [],
          expiresAt,
          challenge: null,
          redirectUri: null,
        });
      const [ends, lasts] = [`ends ${nextId()}`, `lasts ${nextId()}`];
      await token(ends, minutes(2));
      await token(lasts, null);
      expect(await store.findToken(ends, 'access', minutes(1))).not.toBeNull();
      expect(await store.findToken(ends, 'access', minutes(2))).toBeNull();
      expect(await store.useToken(ends, 'access', minutes(2))).toBeNull();
      expect(await store.findToken(lasts, 'access', minutes(9_999_999))).not.toBeNull();
    });

    it('keeps the parts of an upload in order, a repeated part once, and the bytes to the bit', async () => {
      const user = await addUser();
      const id = nextId();
      const media = {
        id,
        userId: user.id,
        mediaType: 'image/jpeg',
        totalBytes: 4,
        sha256: null,
        altText: null,
      };
      await store.openMedia({ ...media, expiresAt: minutes(10) }, START);
      await store.putPart(id, 1, Buffer.from([0, 255]));
      await store.putPart(id, 0, Buffer.from([9]));
      await store.putPart(id, 0, Buffer.from([1, 128]));
      const sofar = await store.inspectParts(id);
      expect({ ...sofar, beginning: [...sofar.beginning] }).toEqual({
        indexes: [0, 1],
        totalBytes: 4,
        beginning: [1, 128],
      });
      expect(await store.readMedia(id)).toBeNull();

      const bytes = Buffer.from([1, 128, 0, 255]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await store.finishMedia(id, minutes(20));
      await store.setAltText(id, 'Two pupils plant a tree');
      expect((await store.inspectParts(id)).indexes).toEqual([]);
      const kept = await store.readMedia(id);
      expect(Buffer.from(kept?.bytes ?? [])).toEqual(bytes);
      const known = { ...media, sha256, altText: 'Two pupils plant a tree', expiresAt: minutes(20) };
      expect(await store.findMedia([id, nextId()])).toEqual([known]);
    });

    it('forgets uploads that expired unused, and keeps those in a post', async () => {
      const user = await addUser();
      const [unused, used] = [await addPhoto(user.id), await addPhoto(user.id)];
      await addPost(user.id, 'Kept', [used.id]);
      const next = {
        id: nextId(),
        userId: user.id,
        mediaType: 'image/png',
        totalBytes: 1,
        sha256: null,
        altText: null,
      };
      await store.openMedia({ ...next, expiresAt: minutes(99) }, minutes(11));
      expect((await store.findMedia([unused.id, used.id, next.id])).map((one) => one.id).sort()).toEqual(
        [used.id, next.id].sort(),
      );
    });

    it('refuses the same words from one account, also when they come at once', async () => {
      const user = await addUser();
      const results = await Promise.all(
        Array.from({ length: 6 }, () => addPost(user.id, 'Sports day today')),
      );
      expect(results.filter(({ result }) => result === 'added')).toHaveLength(1);
      const page = await store.pagePosts({ userId: user.id, visibleAt: START, limit: 100 });
      expect(page).toHaveLength(1);
      expect((await addPost((await addUser()).id, 'Sports day today')).result).toBe('added');
      expect((await addPost(user.id, ' Sports day today ')).result).toBe('duplicate');
      expect((await addPost(user.id, 'Sports day today', [], minutes(61))).result).toBe('added');
      const again = { id: nextId(), userId: user.id, words: 'Sports day today', mediaIds: [] };
      const anyhow = { ...again, createdAt: START, visibleAt: START };
      expect(await store.addPost(anyhow, { unlikeSince: null })).toBe('added');
    });

    it('shows a timeline newest first, between ids and moments, and hides what the index has not reached', async () => {
      const user = await addUser();
      const ids: string[] = [];
      for (let count = 0; count < 5; count += 1)
        ids.push((await addPost(user.id, `n${count}`, [], minutes(count))).id);
      const page = async (query: object) =>
        (await store.pagePosts({ userId: user.id, visibleAt: minutes(9), limit: 100, ...query })).map(
          (p) => p.words,
        );
      expect(await page({})).toEqual(['n4', 'n3', 'n2', 'n1', 'n0']);
      expect(await page({ limit: 2 })).toEqual(['n4', 'n3']);
      expect(await page({ sinceId: ids[1], untilId: ids[4] })).toEqual(['n3', 'n2']);
      expect(await page({ from: minutes(1), to: minutes(3) })).toEqual(['n2', 'n1']);
      expect(await page({ visibleAt: minutes(1) })).toEqual(['n1', 'n0']);
    });

    it('keeps photos in the order of the post, with what a page needs to show them', async () => {
      const user = await addUser();
      const photos = [await addPhoto(user.id), await addPhoto(user.id), await addPhoto(user.id)];
      const order = [photos[2], photos[0], photos[1]].flatMap((photo) => photo ?? []);
      const first = order[0];
      await store.setAltText(first?.id ?? '', 'A kite above the field');
      const { id } = await addPost(
        user.id,
        'Kites',
        order.map((photo) => photo.id),
      );
      expect((await store.findPost(id))?.mediaIds).toEqual(order.map((photo) => photo.id));
      const [shown] = await store.listTimeline(user.id);
      expect(shown?.photos.map((photo) => photo.sha256)).toEqual(order.map((photo) => photo.sha256));
      expect(shown?.photos[0]).toMatchObject({
        altText: 'A kite above the field',
        bytes: first?.bytes.length,
      });
      expect(shown?.photos[1]?.altText).toBeNull();
      expect(await store.listTimeline(user.id, 0)).toEqual([]);
    });

    it('destroys a removed post with the photos that only it used', async () => {
      const user = await addUser();
      const [own, shared] = [await addPhoto(user.id), await addPhoto(user.id)];
      const { id } = await addPost(user.id, 'To be removed', [own.id, shared.id]);
      await addPost(user.id, 'To stay', [shared.id]);
      expect(await store.removePost(id)).toBe(true);
      expect(await store.findPost(id)).toBeNull();
      expect(await store.readMedia(own.id)).toBeNull();
      expect(await store.readMedia(shared.id)).not.toBeNull();
      expect(await store.removePost(id)).toBe(false);
      expect((await store.listTimeline(user.id)).map((post) => post.words)).toEqual(['To stay']);
    });
  });
}
