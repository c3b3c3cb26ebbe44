// Photos that a phone without the service worker sends to /share: into a draft, each taken or refused in words for itself.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { receivedSentence } from '#app/presenters/uploads.ts';
import { action } from '#app/routes/share.tsx';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.world.close());

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the framework's own arguments, whose context is ours */
type Any = any;

function share(sizes: number[], site = 'none'): Promise<Response> {
  const form = new FormData();
  for (const size of sizes) form.append('photo', new Blob([Buffer.alloc(size, 7)]), 'IMG_1.jpg');
  const asked = { as: 'ashwick/teacher', form, headers: { 'sec-fetch-site': site } };
  return responseOf(() => action(web.args('/share', asked) as Any));
}

const photosOf = async (to: string): Promise<number> => {
  const postId = /posts\/([0-9a-f-]{36})\/edit/.exec(to)?.[1] ?? '';
  const ref = { schoolId: web.world.schoolId, postId };
  return (await readPostFacts(web.world.db, ref, web.world.clock.now())).photos.length;
};

test('all that can be taken lead straight to the draft', async () => {
  const done = await share([100, 200]);
  expect(done.status).toBe(302);
  expect(await photosOf(done.headers.get('location') ?? '')).toBe(2);
});

test('one that cannot be taken is said, and the others are in the draft', async () => {
  const done = await share([100, 0]);
  expect(done.status).toBe(422);
  const said = (await done.json()) as { refusals: string[]; draft: string };
  expect(said.refusals).toEqual([receivedSentence('empty')]);
  expect(await photosOf(said.draft)).toBe(1);
});

test('a fifth is said too: a post holds four', async () => {
  const done = await share([1, 2, 3, 4, 5]);
  expect(((await done.json()) as { refusals: string[] }).refusals).toEqual([
    receivedSentence('too_many_photos'),
  ]);
});

test('from another site they are not taken', async () => {
  expect((await share([100], 'cross-site')).status).toBe(403);
});
