// Home by role: each person finds what they can act on, and nothing that is not theirs to know.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { openHold } from '#app/domain/posts/open-hold.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { pausePublishing } from '#app/domain/school/pause-publishing.ts';
import { loader as start } from '#app/routes/_index.tsx';
import { action as confirmPolicy, loader as policy } from '#app/routes/policy.tsx';
import { loader as home } from '#app/routes/s.$school._index.tsx';
import { loader as layout } from '#app/routes/s.$school.tsx';
import { action as markSeen, loader as notices } from '#app/routes/s.$school.notices.tsx';
import { loader as pausePage } from '#app/routes/s.$school.pause.tsx';
import { loader as register } from '#app/routes/s.$school.register._index.tsx';
import type { HomePage } from '#app/presenters/home.ts';
import { newPolicy, openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { approvedPost, draftPost, scheduledPost, shownOn, submittedPost } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const params = { school: 'ashwick-lane-primary-school' };
const base = '/s/ashwick-lane-primary-school';
type Args = Parameters<typeof home>[0];
const at = (as: string) => web.args(base, { as, params }) as Args;
const homeOf = (as: string): Promise<HomePage> => home(at(as));

describe('the teacher', () => {
  test('finds her own posts, what came back with its reason, and today’s trips', async () => {
    const draft = await draftPost(web.world, { words: 'A draft of mine' });
    const page = await homeOf('ashwick/teacher');
    expect(page.writesFirst).toBe(true);
    expect(page.own?.find((row) => row.id === draft.postId)).toMatchObject({
      title: 'A draft of mine',
      to: `${base}/posts/${draft.postId}/edit`,
      status: 'draft',
      over: 'Year 4 at Tidewater Farm',
    });
    expect(page.trips.map((trip) => [trip.name, trip.out])).toEqual([
      ['Year 4 at Tidewater Farm', false],
      ['Year 6 at the Old Mill Museum', true],
    ]);
    expect([page.waiting, page.held, page.toPlace, page.placed, page.counts]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('does not see a colleague’s draft', async () => {
    const draft = await draftPost(web.world, { words: 'Nobody else’s' });
    const page = await homeOf('both/teacher-and-comms');
    expect(JSON.stringify(page)).not.toContain(draft.postId);
  });
});

describe('the headteacher', () => {
  test('finds what waits for her first, and is told why one of them is not hers to approve', async () => {
    const hers = await submittedPost(web.world, { author: 'head', words: 'From the head' });
    const theirs = await submittedPost(web.world, { words: 'From a teacher' });
    const page = await homeOf('ashwick/head');
    const first = page.waiting?.find(({ row }) => row.id === theirs.postId);
    expect(page.title).toMatch(/^\d+ waiting for you$/);
    expect(page.notices.map((notice) => notice.title)).not.toContain('A post is waiting for you.');
    expect(first?.row.to).toBe(`${base}/posts/${theirs.postId}/review`);
    expect(first?.note).toBeNull();
    const last = page.waiting?.at(-1);
    expect(last?.row.id).toBe(hers.postId);
    expect(last?.note).toContain('You wrote this post');
    await approvePost(web.world.web, await web.world.staff('head'), theirs, await shownOn(web.world, theirs));
  });

  test('finds held posts with one reason that never says why a pupil may not be shown', async () => {
    const ref = await approvedPost(web.world);
    await withLockedPost(web.world.web, { kind: 'system', name: 'system:test' }, ref, (work, facts) =>
      openHold(work, facts, 'permission_changed'),
    );
    const page = await homeOf('ashwick/head');
    const held = page.held?.find(({ row }) => row.id === ref.postId);
    expect(held?.note).toBe('Permission for a pupil no longer covers this post.');
  });
});

test('the comms lead finds what is approved and has no time, what goes out this week, and the accounts', async () => {
  const toPlace = await approvedPost(web.world, { words: 'Approved' });
  const placed = await scheduledPost(web.world, { words: 'Placed' });
  const page = await homeOf('ashwick/comms');
  expect(page.toPlace?.some((row) => row.id === toPlace.postId)).toBe(true);
  expect(page.placed?.find((row) => row.id === placed.postId)?.moment.label).toBe('Goes out');
  expect(page.accounts).toEqual([expect.objectContaining({ where: '@AshwickLanePri on X', open: true })]);
});

describe('whoever works for the whole trust', () => {
  test('sees states and counts for a school, and not one post, photo or pupil (R-06)', async () => {
    const ref = await submittedPost(web.world, { words: 'Not for the trust' });
    const page = await homeOf('trust/admin');
    expect(page.counts?.find((row) => row.label === 'Waiting for approval')?.count).toBeGreaterThan(0);
    const all = JSON.stringify([page, await pausePage(at('trust/admin'))]);
    expect(all).not.toContain('Not for the trust');
    expect(all).not.toContain(ref.postId);
    expect(all).not.toContain('/photos/');
    expect([page.own, page.waiting, page.held, page.placed, page.liveToday]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('sees the schools side by side at the start', async () => {
    const page = await start(web.args('/', { as: 'trust/admin' }) as Parameters<typeof start>[0]);
    expect(page.rows.map((row) => row.name)).toEqual([
      'Ashwick Lane Primary School',
      'Harrowdean High School',
    ]);
    expect(page.rows[1]?.counts).toBe('No posts yet');
  });
});

test('the start leads straight to the only school, and lets somebody with two choose', async () => {
  const one = await responseOf(() =>
    start(web.args('/', { as: 'ashwick/head' }) as Parameters<typeof start>[0]),
  );
  expect(one.headers.get('location')).toBe(base);
  const two = await start(web.args('/', { as: 'both/teacher-and-comms' }) as Parameters<typeof start>[0]);
  expect(two.rows.map((row) => [row.name, row.role, row.counts])).toEqual([
    ['Ashwick Lane Primary School', 'Teacher', null],
    ['Harrowdean High School', 'Comms lead', null],
  ]);
});

test('the frame offers only doors that open', async () => {
  const doors = async (as: string) => (await layout(at(as))).frame.nav.map((item) => item.label);
  expect(await doors('ashwick/teacher')).toEqual([
    'Home',
    'New post',
    'Calendar',
    'Trips',
    'Accounts',
    'Practice X',
    'Everything else',
  ]);
  expect(await doors('ashwick/office')).toEqual([
    'Home',
    'Pupils',
    'Asking',
    'Trips',
    'Accounts',
    'Everything else',
  ]);
  expect(await doors('ashwick/governor')).toEqual(['Home', 'Accounts', 'Everything else']);
  expect((await doors('ashwick/dsl')).slice(0, 2)).toEqual(['Home', 'Waiting']);
  const head = (await layout(at('ashwick/head'))).frame.nav;
  expect(head.map((item) => item.label).slice(0, 4)).toEqual(['Home', 'Waiting', 'New post', 'Calendar']);
  const hers = (await homeOf('ashwick/head')).waiting?.filter(({ note }) => note === null);
  expect(head.find((item) => item.label === 'Waiting')?.count).toBe(hers?.length);
  expect((await layout(at('both/teacher-and-comms'))).frame.places).toEqual([
    { label: 'Comms lead, Harrowdean High School', to: '/s/harrowdean-high-school' },
  ]);
});

test('notices are sentences for one person, and stay read once they have been seen', async () => {
  await approvedPost(web.world);
  const before = await notices(at('ashwick/teacher') as Parameters<typeof notices>[0]);
  const fresh = before.notices.filter((notice) => notice.unread);
  const approved = fresh.find((notice) => notice.title === 'A post was approved.');
  expect(approved?.about).toBe('Year 4 at Tidewater Farm');
  const form = { id: fresh.map((notice) => notice.id), back: base };
  const theirs = web.args(`${base}/notices`, { as: 'ashwick/head', params, form });
  await responseOf(() => markSeen(theirs as Parameters<typeof markSeen>[0]));
  expect((await homeOf('ashwick/teacher')).notices).not.toEqual([]);
  const hers = web.args(`${base}/notices`, { as: 'ashwick/teacher', params, form });
  const done = await responseOf(() => markSeen(hers as Parameters<typeof markSeen>[0]));
  expect(done.headers.get('location')).toBe(base);
  expect((await homeOf('ashwick/teacher')).notices).toEqual([]);
  expect((await layout(at('ashwick/teacher'))).frame.notices.count).toBe(0);
});

test('the register says what speaks for the school, and who answers for it (R-09)', async () => {
  for (const as of ['ashwick/governor', 'ashwick/teacher', 'trust/admin', 'trust/dpo']) {
    const page = await register(at(as) as Parameters<typeof register>[0]);
    expect(page.rows).toEqual([
      expect.objectContaining({ handle: '@AshwickLanePri', platform: 'X, for practice', open: true }),
    ]);
    expect(page.rows[0]?.approved).toContain('Ngozi Okafor');
  }
});

test('a new policy comes first, and is confirmed with the very text that was read (R-20, R-21)', async () => {
  const fresh = await openWeb();
  const { id, bodyHash } = await newPolicy(
    fresh.world,
    'Rules\n\n1. Be kind.\n2. Ask first.\n\nThat is all.',
  );
  const read = (path: string) => fresh.args(path, { as: 'ashwick/head' }) as Parameters<typeof policy>[0];
  const page = await policy(read(`/policy?back=${base}`));
  expect(page.confirmed).toBe(false);
  expect(page.frame?.schoolName).toBe('Ashwick Lane Primary School');
  expect(page.policy?.blocks).toEqual([
    { kind: 'heading', text: 'Rules' },
    { kind: 'point', number: '1', text: 'Be kind.' },
    { kind: 'point', number: '2', text: 'Ask first.' },
    { kind: 'paragraph', text: 'That is all.' },
  ]);
  const confirm = (form: Record<string, string>) =>
    responseOf(() =>
      confirmPolicy(
        fresh.args(`/policy?back=${base}`, { as: 'ashwick/head', form }) as Parameters<
          typeof confirmPolicy
        >[0],
      ),
    );
  const unticked = await confirm({ policyVersionId: id, bodyHash });
  expect(await unticked.json()).toEqual({ problem: 'Tick that you have read and understood it.' });
  const other = await confirm({ policyVersionId: id, bodyHash: 'f'.repeat(64), understood: 'yes' });
  expect(other.status).toBe(409);
  const done = await confirm({ policyVersionId: id, bodyHash, understood: 'yes' });
  expect(done.headers.get('location')).toBe(base);
  expect((await policy(read('/policy'))).confirmed).toBe(true);
  await fresh.close();
});

test('a pause stands on every home of the school that reads posts', async () => {
  const fresh = await openWeb();
  await pausePublishing(fresh.world.web, await fresh.world.staff('dsl'), { schoolId: fresh.world.schoolId });
  const page = await home(fresh.args(base, { as: 'ashwick/teacher', params }) as Args);
  expect(page.paused).toMatchObject({ byName: 'Ruth Adeyemi', wholeTrust: false });
  expect(page.may.pause).toBe(false);
  await fresh.close();
});
