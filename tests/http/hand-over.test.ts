// The pages of publishing by hand: the post is on them for whoever has it, for as long as they may publish it, and for nobody else; and
// when it has to stop nothing on them tells why.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { pausePublishing } from '#app/domain/school/pause-publishing.ts';
import type { HandOverView } from '#app/presenters/hand-over-page.ts';
import { action, loader } from '#app/routes/s.$school.posts.$postId.hand-over._index.tsx';
import {
  action as answer,
  loader as answerPage,
} from '#app/routes/s.$school.posts.$postId.hand-over.answer.tsx';
import { action as schedule } from '#app/routes/s.$school.posts.$postId.schedule.tsx';
import { loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { loader as home } from '#app/routes/s.$school._index.tsx';
import { practiceId } from '#db/seed/practice-id.ts';
import { letPublishingGoOn } from '#tests/support/let-publishing-go-on.ts';
import { accountByHand, handedOut, postByHand } from '#tests/support/by-hand.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { BASE, look, press, SCHOOL } from '#tests/support/post-pages.ts';
import { statusOf } from '#tests/support/posts-in-states.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { scheduledPost } from '#tests/support/world.ts';

let web: Web;
let accountId: string;
beforeAll(async () => {
  web = await openWeb();
  accountId = await accountByHand(web.world);
});
afterAll(() => web.close());

const COMMS = 'ashwick/comms';
const viewOf = async (ref: PostRef, as = COMMS): Promise<HandOverView> => {
  const { data, status } = await look(web, loader, as, ref);
  expect(status).toBe(200);
  return (data as { view: HandOverView }).view;
};
const LINK = 'https://www.facebook.com/ourschool/posts/1';

describe('the page of a post to publish by hand', () => {
  test('shows the post to the person who has it, and keeps it nowhere', async () => {
    const words = onlyHere('A wet walk');
    const ref = await postByHand(web.world, accountId, { words });
    expect((await viewOf(ref)).pack).toBeNull();
    const opened = await press(web, action, COMMS, ref, { intent: 'open' });
    expect(opened).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}/hand-over` });
    const { pack } = await viewOf(ref);
    expect(pack?.words).toBe(words);
    const view = await viewOf(ref);
    expect(view.practice).toBe(true);
    expect(view.account).toMatch(/^Our school, Our page [0-9a-f]+ on Facebook$/);
    expect(pack?.photos).toMatchObject([{ alt: 'Children beside a barn' }]);
    const args = web.args(BASE, { as: COMMS, params: { school: SCHOOL, postId: ref.postId } });
    const response = await responseOf(() => loader(args as never));
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(view.answersFor).toBeNull();
    expect((await viewOf(ref, 'ashwick/head')).answersFor).toBe('Ellie Marchetti');
    for (const other of ['ashwick/head', 'ashwick/teacher', 'ashwick/dsl'])
      expect(await viewOf(ref, other)).toMatchObject({ standing: 'elsewhere', pack: null });
    const { text } = await look(web, answerPage, COMMS, ref);
    expect(text).not.toContain(words);
  });

  test('is not there for a post that Gatepost publishes itself, and refuses whoever may not', async () => {
    const itself = await scheduledPost(web.world);
    expect((await look(web, loader, COMMS, itself)).status).toBe(404);
    expect((await press(web, action, COMMS, itself, { intent: 'open' })).status).toBe(404);
    const ref = await postByHand(web.world, accountId);
    expect((await press(web, action, 'ashwick/teacher', ref, { intent: 'open' })).status).toBe(403);
    expect((await press(web, action, 'ashwick/teacher', ref, { intent: 'ask', userId: '' })).status).toBe(
      403,
    );
    expect(await statusOf(web.world, ref)).toBe('scheduled');
  });

  test('lets the comms lead ask a teacher, who then has the door to it on the post’s page and at home', async () => {
    const ref = await postByHand(web.world, accountId);
    const teacher = await web.world.staff('teacher');
    const door = async () =>
      ((await look(web, postPage, 'ashwick/teacher', ref)).data as { page: { byHand: unknown } }).page.byHand;
    expect(await door()).toBeNull();
    expect((await look(web, home, 'ashwick/teacher', null)).text).not.toContain(`${ref.postId}/hand-over`);
    const asked = await press(web, action, COMMS, ref, { intent: 'ask', userId: teacher.userId });
    expect(asked.status).toBe(302);
    expect(await door()).toMatchObject({ to: `${BASE}/posts/${ref.postId}/hand-over` });
    expect((await look(web, home, 'ashwick/teacher', null)).text).toContain(`${ref.postId}/hand-over`);
    expect((await press(web, action, 'ashwick/teacher', ref, { intent: 'open' })).status).toBe(302);
    const atHome = async (as: string) =>
      (
        (await look(web, home, as, null)).data as { handOvers: { id: string; title: string }[] }
      ).handOvers.find(({ id }) => id === ref.postId)?.title;
    expect(await atHome('ashwick/teacher')).toBe('You have a post open to publish by hand.');
    expect(await atHome(COMMS)).toBe('Priya Nair is publishing a post by hand.');
    const stranger = { intent: 'ask', userId: randomUUID() };
    const other = await postByHand(web.world, accountId);
    expect((await press(web, action, COMMS, other, stranger)).status).toBe(404);
  });

  test('notes what was said, keeps what was typed when it is not enough, and says “published by hand” from then on', async () => {
    const ref = await handedOut(web.world, accountId);
    const short = await press(web, answer, COMMS, ref, {
      answer: 'published',
      link: 'https://x.com/a/status/1',
    });
    expect(short.status).toBe(422);
    expect(short.data).toMatchObject({ answer: 'published', link: 'https://x.com/a/status/1' });
    expect(Object.keys((short.data as { problems: object }).problems).sort()).toEqual([
      'copiesDeleted',
      'link',
    ]);
    expect((await press(web, answer, COMMS, ref, { answer: 'perhaps' })).status).toBe(400);
    const said = { answer: 'published', link: LINK, copiesDeleted: 'yes' };
    const done = await press(web, answer, COMMS, ref, said);
    expect(done).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}?note=hand_over_published` });
    const { page } = (await look(web, postPage, 'ashwick/teacher', ref)).data as {
      page: { standing: { status: string; reason: string }; onPlatform: unknown };
    };
    expect(page.standing.status).toBe('published_by_hand');
    expect(page.standing.reason).toMatch(/^Published by hand on Facebook, as somebody confirmed /);
    expect(page.onPlatform).toEqual({ to: LINK, practice: false, live: true });
    expect((await press(web, answer, COMMS, ref, said)).to).toContain('note=moved_on');
  });
});

describe('a post that has to stop while somebody has it', () => {
  /** Pupils with a plain yes for everything on the form. */
  const ways: [string, number, (ref: PostRef, index: number) => Promise<unknown>][] = [
    [
      'a withdrawal',
      4,
      async (_, index) =>
        withdrawConsent(web.world.web, await web.world.staff('office'), {
          ...{
            schoolId: web.world.schoolId,
            pupilId: web.world.pupil(index),
            method: 'phone',
            evidence: 'Call',
          },
          ...{ holderId: practiceId(`holder/ashwick/${index}/0`), requestKey: randomUUID() },
        }),
    ],
    [
      'a restriction',
      5,
      async (_, index) =>
        setRestriction(web.world.web, await web.world.staff('dsl'), {
          ...{ schoolId: web.world.schoolId, pupilId: web.world.pupil(index), type: 'do_not_publish' },
          ...{ reason: 'Sealed', reviewOn: null, requestKey: randomUUID() },
        }),
    ],
    [
      'somebody’s wish',
      7,
      async (ref) => requestTakedown(web.world.web, await web.world.staff('head'), ref, 'mistake'),
    ],
    [
      'a pause',
      8,
      async () =>
        pausePublishing(web.world.web, await web.world.staff('head'), { schoolId: web.world.schoolId }),
    ],
  ];

  test('looks the same whatever it was: words, form and status, with nothing of the post', async () => {
    const seen: string[] = [];
    for (const [, pupil, come] of ways) {
      const words = onlyHere('A walk');
      const ref = await handedOut(web.world, accountId, { pupil, words });
      const { photos } = await readPostFacts(web.world.db, ref, web.world.clock.now());
      await come(ref, pupil);
      for (const page of [loader, answerPage]) {
        const { status, text } = await look(web, page, COMMS, ref);
        expect(status).toBe(200);
        expect(text).toContain('"standing":"stopped"');
        expect(text).not.toContain(words);
        expect(text).not.toContain(photos[0]?.version?.id ?? 'no photo');
        seen.push(text.replaceAll(ref.postId, 'POST'));
      }
    }
    await letPublishingGoOn(web.world, await web.world.staff('head'));
    expect(new Set(seen).size).toBe(1);
  });
});

test('a post that is given its time says that a person publishes it', async () => {
  const ref = await postByHand(web.world, accountId, { minutes: 60 * 24 * 2 });
  const wall = '2026-11-21T10:00';
  const moved = await press(web, schedule, COMMS, ref, { wall, intent: 'place' });
  expect([moved.status, moved.to ?? '']).toEqual([302, expect.stringContaining('note=placed_by_hand')]);
});
