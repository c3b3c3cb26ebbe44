// The page of a post's reposts: who sees and may press what, that a refused press changes nothing, and that another school learns
// nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { pausePublishing } from '#app/domain/school/pause-publishing.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import type { RepostsView } from '#app/presenters/reposts.ts';
import type { RegisterPage } from '#app/presenters/takedown-register.ts';
import { loader as register } from '#app/routes/s.$school.takedowns._index.tsx';
import { loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { action as pressed, loader as repostsPage } from '#app/routes/s.$school.posts.$postId.reposts.tsx';
import { reposts } from '#db/schema/reposts.ts';
import { letPublishingGoOn } from '#tests/support/let-publishing-go-on.ts';
import { inTurn } from '#tests/support/in-turn.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { answerFor, liveWith, secondOnX } from '#tests/support/reposts.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
let second: string;
let trust: string;
beforeAll(async () => {
  web = await openWeb();
  second = await secondOnX(web.world, 'school');
  trust = await secondOnX(web.world, 'trust');
});
afterAll(() => web.close());

const nextIndex = inTurn([0, 2, 4, 5, 7, 8, 10, 12]);
const rowsOf = async (ref: PostRef, as = 'ashwick/comms') =>
  ((await look(web, repostsPage, as, ref)).data as RepostsView).rows;
async function rowOf(ref: PostRef, account: string, as = 'ashwick/comms') {
  const row = (await rowsOf(ref, as)).find(({ accountId }) => accountId === account);
  if (!row) throw new Error('the account is not on the page');
  return row;
}
const doorOf = async (ref: PostRef, as: string) =>
  ((await look(web, postPage, as, ref)).data as { page: PostPageView }).page.reposts;
const soFar = () => web.world.db.$count(reposts);
async function say(ref: PostRef, what: string, as = 'ashwick/comms') {
  const { repostId } = await rowOf(ref, second);
  return press(web, pressed, as, ref, { press: what, repostId: repostId ?? '' });
}

describe('the page', () => {
  test('says for each account whether it may show the post, and offers no press where it may not', async () => {
    const ref = await liveWith(web.world, nextIndex());
    expect(await rowOf(ref, second)).toMatchObject({
      standing: 'Not reposted.',
      presses: ['ask'],
      barred: null,
    });
    const barred = await rowOf(ref, trust);
    expect(barred.presses).toEqual([]);
    expect(barred.barred).toBe(
      'This account may not show this post. What may be shown depends on the account. Leave it where it is.',
    );
    const before = await soFar();
    const refused = await press(web, pressed, 'ashwick/comms', ref, { press: 'ask', accountId: trust });
    expect(refused.status).toBe(403);
    expect(await soFar()).toBe(before);
  });

  test('leads from asking to what became of it, with the steps only while somebody has it open', async () => {
    const ref = await liveWith(web.world, nextIndex());
    const asked = await press(web, pressed, 'ashwick/comms', ref, { press: 'ask', accountId: second });
    expect(asked).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}/reposts` });
    expect(await rowOf(ref, second)).toMatchObject({ presses: ['open', 'not_made'], steps: [] });
    await say(ref, 'open');
    const open = await rowOf(ref, second);
    expect(open.presses).toEqual(['reposted', 'not_made']);
    expect(open.steps).toHaveLength(3);
    await say(ref, 'reposted');
    expect(await rowOf(ref, second)).toMatchObject({ presses: ['taken_back'], steps: [] });
    expect((await doorOf(ref, 'ashwick/comms'))?.lines).toEqual([
      `${(await rowOf(ref, second)).where}: reposted`,
    ]);
    await requestTakedown(web.world.web, await web.world.staff('head'), ref, 'mistake');
    const deliveryId = await deliveryIdOf(web.world, ref);
    await takeDownPost(web.world.worker, { schoolId: ref.schoolId, deliveryId });
    expect((await rowOf(ref, second)).standing).toMatch(/^It went with the post, /);
    expect((await rowOf(ref, second)).presses).toEqual([]);
    const page = (await look(web, register, 'ashwick/head', null)).data as RegisterPage;
    expect(page.lines.find(({ to }) => to?.endsWith(ref.postId))?.proof).toBe(
      'Read back: not there. 1 repost went with it',
    );
  });

  test('shows no steps to whoever has it open once it may not be pressed, and says so', async () => {
    const ref = await liveWith(web.world, nextIndex());
    await press(web, pressed, 'ashwick/comms', ref, { press: 'ask', accountId: second });
    await say(ref, 'open');
    const head = await web.world.staff('head');
    await pausePublishing(web.world.web, head, { schoolId: ref.schoolId });
    try {
      expect(await rowOf(ref, second)).toMatchObject({
        ...{ steps: [], presses: ['reposted', 'not_made'] },
        barred:
          'Do not press it now. Publishing is paused, and a repost is publishing. Try again once somebody lets publishing go on.',
      });
    } finally {
      await letPublishingGoOn(web.world, head);
    }
    expect(await rowOf(ref, second)).toMatchObject({ barred: null });
    expect((await rowOf(ref, second)).steps).toHaveLength(3);
  });

  test('says alike of a post that has to be taken back from there, whatever the cause, and says it on the post too', async () => {
    const index = nextIndex();
    const ref = await liveWith(web.world, index);
    await answerFor(web.world, index, 'granted', 'trust');
    await press(web, pressed, 'ashwick/comms', ref, { press: 'ask', accountId: trust });
    const { repostId } = await rowOf(ref, trust);
    for (const what of ['open', 'reposted'])
      await press(web, pressed, 'ashwick/comms', ref, { press: what, repostId: repostId ?? '' });
    await answerFor(web.world, index, 'refused', 'trust');
    const row = await rowOf(ref, trust);
    expect(row).toMatchObject({ urgent: true, presses: ['taken_back', 'not_made'] });
    expect(row.standing).toMatch(
      /^It must not be shown here, since .* Take the repost back now, then say so\.$/,
    );
    for (const as of ['ashwick/comms', 'ashwick/head', 'ashwick/dsl'])
      expect(await doorOf(ref, as)).toMatchObject({ urgent: true, label: 'A repost has to be taken back' });
  });
});

describe('others', () => {
  test('who may not repost is offered nothing, and pressing it all the same changes nothing', async () => {
    const ref = await liveWith(web.world, nextIndex());
    for (const as of ['ashwick/teacher', 'ashwick/dsl', 'ashwick/data']) {
      expect(await doorOf(ref, as), as).toBeNull();
      expect((await rowOf(ref, second, as)).presses, as).toEqual([]);
      const before = await soFar();
      const refused = await press(web, pressed, as, ref, { press: 'ask', accountId: second });
      expect(refused.status, as).toBe(403);
      expect(await soFar()).toBe(before);
    }
    await press(web, pressed, 'ashwick/comms', ref, { press: 'ask', accountId: second });
    expect((await say(ref, 'open', 'ashwick/teacher')).status).toBe(403);
    expect(await rowOf(ref, second)).toMatchObject({ presses: ['open', 'not_made'] });
  });

  test('a press that was overtaken, and a form that is none of ours, change nothing', async () => {
    const ref = await liveWith(web.world, nextIndex());
    await press(web, pressed, 'ashwick/comms', ref, { press: 'ask', accountId: second });
    expect((await say(ref, 'reposted')).status).toBe(409);
    expect((await press(web, pressed, 'ashwick/comms', ref, { press: 'anything' })).status).toBe(400);
    const none = '00000000-0000-4000-8000-000000000000';
    expect((await press(web, pressed, 'ashwick/comms', ref, { press: 'open', repostId: none })).status).toBe(
      404,
    );
    expect(await rowOf(ref, second)).toMatchObject({ presses: ['open', 'not_made'] });
  });

  test('another school sees and changes nothing, as if there were no such post', async () => {
    const ref = await liveWith(web.world, nextIndex());
    await press(web, pressed, 'ashwick/comms', ref, { press: 'ask', accountId: second });
    const { repostId } = await rowOf(ref, second);
    const none = { ...ref, postId: '00000000-0000-4000-8000-000000000000' };
    const before = await rowOf(ref, second);
    for (const as of ['harrowdean/head', 'harrowdean/teacher', 'harrowdean/dsl'])
      for (const ask of [
        (of: PostRef) => look(web, repostsPage, as, of),
        (of: PostRef) => press(web, pressed, as, of, { press: 'ask', accountId: second }),
        (of: PostRef) => press(web, pressed, as, of, { press: 'open', repostId: repostId ?? '' }),
      ]) {
        expect((await ask(ref)).status).toBe(404);
        expect(await ask(ref)).toEqual(await ask(none));
      }
    expect(await rowOf(ref, second)).toEqual(before);
  });
});
