// The pause page's form says which pause it is about, so that a page from before ends no pause that its reader never saw.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { action, loader } from '#app/routes/s.$school.pause.tsx';
import type { PausePage } from '#app/presenters/pause.ts';
import { look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const paused = async () => ((await look(web, loader, 'ashwick/head', null)).data as PausePage).paused;
const does = (as: string, form: Record<string, string>) =>
  press(web, action, as, { schoolId: web.world.schoolId, postId: '' }, form);

test('a page from before a later pause ends nothing, and says so', async () => {
  expect((await does('ashwick/head', { intent: 'pause' })).status).toBe(302);
  const first = (await paused())?.id ?? '';
  expect((await does('ashwick/comms', { intent: 'resume', pauseId: first })).status).toBe(302);
  expect(await paused()).toBeNull();
  await does('ashwick/dsl', { intent: 'pause' });
  const second = await paused();
  const stale: Record<string, string>[] = [{ pauseId: first }, {}];
  for (const seen of stale) {
    const { status, text } = await does('ashwick/head', { intent: 'resume', ...seen });
    expect(status).toBe(409);
    expect(text).toContain('Publishing was paused anew since you opened this page');
  }
  expect(await paused()).toEqual(second);
  expect((await does('ashwick/head', { intent: 'resume', pauseId: second?.id ?? '' })).status).toBe(302);
  expect(await paused()).toBeNull();
});
