// The pages behind the on-call list: who is asked first, and the one button by which a takedown becomes somebody's.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import type { OnCallList } from '#app/domain/on-call/read-on-call.ts';
import type { HomePage } from '#app/presenters/home.ts';
import type { OpenCallView } from '#app/presenters/on-call.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import { loader as home } from '#app/routes/s.$school._index.tsx';
import { action as change, loader as list } from '#app/routes/s.$school.on-call.tsx';
import { action as have, loader as call } from '#app/routes/s.$school.posts.$postId.i-have-it.tsx';
import { action as onPost } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { loader as takeDown } from '#app/routes/s.$school.posts.$postId.take-down.tsx';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { postIn, statusOf, takeDownInVain } from '#tests/support/posts-in-states.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const listFor = async (as: string) => (await look(web, list, as, null)).data as OnCallList;
const here = () => ({ schoolId: web.world.schoolId, postId: '' });

describe('the list', () => {
  test('is seen by who may be on it, and changed by the headteacher one press at a time', async () => {
    const before = await listFor('ashwick/comms');
    expect(before).toMatchObject({ isSet: false, mayChange: false });
    const last = before.people.length - 1;
    const { id, name } = before.people[last] ?? { id: '', name: '' };
    const earlier = { kind: 'earlier', userId: id, from: String(last) };
    for (const _twice of [1, 2])
      expect((await press(web, change, 'ashwick/head', here(), earlier)).to).toBe(`${BASE}/on-call`);
    const after = await listFor('ashwick/head');
    expect(after).toMatchObject({ isSet: true, mayChange: true });
    expect(after.people[last - 1]).toEqual({ id, name });
    await press(web, change, 'ashwick/dsl', here(), { kind: 'remove', userId: id });
    expect((await listFor('ashwick/head')).others).toContainEqual({ id, name });
  });

  test.each(['teacher', 'office', 'data', 'governor'])('is not for %s', async (who) => {
    expect((await look(web, list, `ashwick/${who}`, null)).status).toBe(404);
  });

  test('is not changed by the comms lead, nor to somebody who may not take posts down', async () => {
    const userId = (await web.world.staff('teacher')).userId;
    expect((await press(web, change, 'ashwick/comms', here(), { kind: 'add', userId })).status).toBe(404);
    const refused = await press(web, change, 'ashwick/head', here(), { kind: 'add', userId });
    expect(refused).toMatchObject({
      status: 403,
      data: { sentence: 'They may not take posts down at this school.' },
    });
  });
});

describe('a takedown that needs a person', () => {
  test('leads from home to one button, and from there to what is to be done', async () => {
    const ref = await postIn(web.world, 'published', {});
    await requestTakedown(web.world.web, await web.world.staff('head'), ref);
    await takeDownInVain(web.world, ref);
    const to = `${BASE}/posts/${ref.postId}/i-have-it`;
    const rowsOf = async () =>
      ((await look(web, home, 'ashwick/head', null)).data as HomePage).comingDown ?? [];
    expect(await rowsOf()).toContainEqual(
      expect.objectContaining({ to, next: expect.stringContaining('Nobody has said yet') as string }),
    );
    const page = (await look(web, call, 'ashwick/head', ref)).data as OpenCallView;
    expect(page).toMatchObject({ hasIt: null, mine: false });
    expect(page.asked).toHaveLength(1);
    expect((await press(web, have, 'ashwick/teacher', ref, {})).status).toBe(403);
    expect((await press(web, have, 'ashwick/head', ref, {})).to).toBe(
      `${BASE}/posts/${ref.postId}/take-down`,
    );
    expect((await look(web, call, 'ashwick/head', ref)).data).toMatchObject({ mine: true });
    expect((await look(web, call, 'ashwick/dsl', ref)).data).toMatchObject({ mine: false });
    expect((await rowsOf()).map((row) => row.to)).not.toContain(to);
  });

  test('ends with whoever has it saying that it is gone, a safeguarding lead as well', async () => {
    const ref = await postIn(web.world, 'published', {});
    await requestTakedown(web.world.web, await web.world.staff('head'), ref);
    await takeDownInVain(web.world, ref);
    const then = (await press(web, have, 'ashwick/dsl', ref, {})).to;
    expect(then).toBe(`${BASE}/posts/${ref.postId}/take-down`);
    const { byHand } = (await look(web, takeDown, 'ashwick/dsl', ref)).data as { byHand: PostPageView };
    expect(byHand.offers.settle).toEqual({ offers: ['confirm_removed'], notes: [] });
    const gone = { intent: 'confirm_removed', evidence: 'X says the post does not exist.' };
    expect((await press(web, onPost, 'ashwick/dsl', ref, gone)).to).toContain('?note=confirm_removed');
    expect(await statusOf(web.world, ref)).toBe('taken_down');
  });

  test('is not there for a post that is not coming down, nor for who may not take it down', async () => {
    const ref = await postIn(web.world, 'published', {});
    expect((await look(web, call, 'ashwick/head', ref)).to).toContain('?note=moved_on');
    expect((await press(web, have, 'ashwick/head', ref, {})).to).toContain('?note=moved_on');
    await requestTakedown(web.world.web, await web.world.staff('head'), ref);
    expect((await look(web, call, 'ashwick/data', ref)).to).toContain('?note=moved_on');
  });
});
