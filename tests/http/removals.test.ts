// The register of requests to remove: written down by the office, decided by the comms lead, and told with the exact words; nobody
// without the door sees it, and nobody who may not know it sees who withdrew.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { action as decideOrTell, loader as one } from '#app/routes/s.$school.removals.$removalId.tsx';
import { loader as register } from '#app/routes/s.$school.removals._index.tsx';
import { action as write, loader as form } from '#app/routes/s.$school.removals.new.tsx';
import { action as onPost, loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { loader as takeDownPage } from '#app/routes/s.$school.posts.$postId.take-down.tsx';
import type { PostPageView } from '#app/presenters/post-page.ts';
import type { RemovalLine, RemovalPageView } from '#app/presenters/removals.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { pupils } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const nowhere = () => ({ schoolId: web.world.schoolId, postId: '' });
const filled = (more: Record<string, string> = {}) => ({
  from: 'public',
  way: 'email',
  receivedWall: wallTimeOf(web.world.clock.now(), 'Europe/London'),
  words: 'My garden is in the picture.',
  requestKey: randomUUID(),
  ...more,
});
const lines = async (as: string) =>
  ((await look(web, register, as, null)).data as { lines: RemovalLine[] }).lines;

describe('a request from outside', () => {
  test('goes from the phone to gone: written down, decided, told', async () => {
    const ref = await postIn(web.world, 'published', { photos: [pupils(web.world.pupil(0))] });
    expect((await look(web, form, 'ashwick/office', null)).status).toBe(200);
    const sent = await press(web, write, 'ashwick/office', nowhere(), filled({ postId: ref.postId }));
    const removalId = sent.to?.split('/').at(-1) ?? '';
    const seen = (as: string) => look(web, one, as, null, '', { removalId });
    const office = ((await seen('ashwick/office')).data as { page: RemovalPageView }).page;
    expect(office).toMatchObject({ mayDecide: false, tell: null, state: { word: 'To decide' } });
    const comms = ((await seen('ashwick/comms')).data as { page: RemovalPageView }).page;
    expect(comms.copies).toMatchObject([{ id: ref.postId, says: 'Asked about' }]);
    const reason = 'We looked at all of our accounts.';
    const refused = await press(
      web,
      decideOrTell,
      'ashwick/comms',
      nowhere(),
      { intent: 'decide', outcome: 'nothing_found', reason },
      { removalId },
    );
    expect(refused).toMatchObject({ status: 422, data: { typed: reason } });
    const decided = await press(
      web,
      decideOrTell,
      'ashwick/comms',
      nowhere(),
      { intent: 'decide', outcome: 'removed' },
      { removalId },
    );
    expect(decided.to).toBe(`${BASE}/removals/${removalId}`);
    expect(await statusOf(web.world, ref)).toBe('takedown_requested');
    const told = await press(
      web,
      decideOrTell,
      'ashwick/office',
      nowhere(),
      { intent: 'tell', way: 'email' },
      { removalId },
    );
    expect(told.to).toBe(`${BASE}/removals?note=told`);
  });

  test('that lacks something is said field by field, and what was typed stands there again', async () => {
    const { status, data } = await press(
      web,
      write,
      'ashwick/office',
      nowhere(),
      filled({ words: ' ', address: 'https://x.com/a/status/9', receivedWall: '2031-01-01T10:00' }),
    );
    expect(status).toBe(422);
    const { errors, typed } = data as { errors: Record<string, string>; typed: Record<string, string> };
    expect(Object.keys(errors)).toEqual(['receivedWall', 'words']);
    expect(typed['address']).toBe('https://x.com/a/status/9');
  });
});

test('a withdrawal stands in the register of those who keep the record, and in nobody else’s', async () => {
  await postIn(web.world, 'approved', { photos: [pupils(web.world.pupil(2))] });
  await withdrawConsent(web.world.web, await web.world.staff('office'), {
    schoolId: web.world.schoolId,
    pupilId: web.world.pupil(2),
    holderId: practiceId('holder/ashwick/2/0'),
    method: 'phone',
    evidence: '',
    requestKey: randomUUID(),
  });
  const withdrawals = async (as: string) =>
    (await lines(as)).filter(({ what }) => what === 'Took back a permission');
  for (const as of ['ashwick/office', 'ashwick/data', 'ashwick/dsl'])
    expect(await withdrawals(as)).toHaveLength(1);
  for (const as of ['ashwick/head', 'ashwick/comms']) expect(await withdrawals(as)).toEqual([]);
  const [line] = await withdrawals('ashwick/office');
  const removalId = line?.id ?? '';
  expect((await look(web, one, 'ashwick/head', null, '', { removalId })).status).toBe(404);
  const untold = await press(
    web,
    decideOrTell,
    'ashwick/office',
    nowhere(),
    { intent: 'tell', way: 'phone' },
    { removalId },
  );
  expect(untold.status).toBe(422);
});

test('a teacher has no such door', async () => {
  for (const loader of [register, form])
    expect((await look(web, loader, 'ashwick/teacher', null)).status).toBe(404);
});

describe('a post that is live', () => {
  test('says until when it stays, and lets the comms lead bring that forward', async () => {
    const ref = await postIn(web.world, 'published', { photos: [pupils(web.world.pupil(4))] });
    const stays = async (as: string) =>
      ((await look(web, postPage, as, ref)).data as { page: PostPageView }).page.stays;
    expect((await stays('ashwick/teacher'))?.mayChange).toBe(false);
    expect((await stays('ashwick/comms'))?.mayChange).toBe(true);
    const refused = await press(web, onPost, 'ashwick/comms', ref, { intent: 'stay', lastDay: '2020-01-01' });
    expect([refused.status, refused.data]).toMatchObject([422, { intent: 'stay' }]);
    const day = wallTimeOf(new Date(web.world.clock.now().getTime() + 9 * 86_400_000), 'Europe/London').slice(
      0,
      10,
    );
    expect((await press(web, onPost, 'ashwick/comms', ref, { intent: 'stay', lastDay: day })).to).toMatch(
      /note=stay$/,
    );
    expect((await stays('ashwick/comms'))?.lastDay).toBe(day);
  });

  test('and must be deleted by hand shows exactly what, with its clock', async () => {
    const ref = await postIn(web.world, 'takedown_failed', { photos: [pupils(web.world.pupil(5))] });
    const { status, data } = await look(web, takeDownPage, 'ashwick/comms', ref);
    expect(status).toBe(200);
    const { byHand } = data as { byHand: PostPageView };
    expect(byHand.clock?.sentence).toMatch(/^To be gone by /);
    expect(byHand.published?.text).toBeTruthy();
    expect(byHand.onPlatform?.to).toMatch(/\d{6,}/);
  });
});
