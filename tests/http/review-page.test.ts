// The head's page: a decision is about exactly what was shown, by the right person, proved to be that person.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Auth } from '#app/adapters/auth.server.ts';
import type { ReviewAnswer } from '#app/components/review-page.tsx';
import { block } from '#app/domain/issues.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { removePhoto } from '#app/domain/posts/remove-photo.ts';
import { sendBackPost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import type { ReviewStack } from '#app/presenters/review-stack.ts';
import type { ReviewView } from '#app/presenters/review.ts';
import { READY_PHRASES, SIX_POINTS } from '#app/presenters/review-words.ts';
import { loader as stackLoader } from '#app/routes/s.$school.review.tsx';
import { action, loader } from '#app/routes/s.$school.posts.$postId.review.tsx';
import { loader as lookLoader } from '#app/routes/s.$school.posts.$postId.look.$versionId.tsx';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { statusOf } from '#tests/support/posts-in-states.ts';
import { headerAuth, openWeb, type Web } from '#tests/support/web.ts';
import { draftPost, pupils, shownOn, submittedPost, type World } from '#tests/support/world.ts';

/** When the person last gave a password; a right one moves it. */
let confirmedAt: Date | null = null;
const PASSWORD = 'the right password';

function askingAuth(world: World): Auth {
  const door = headerAuth(world);
  const auth: Pick<Auth, 'sessionOf' | 'confirmIdentity'> = {
    sessionOf: async (request) => {
      const session = await door.sessionOf(request);
      return session && { ...session, confirmedAt };
    },
    confirmIdentity: async (_, password) => {
      if (password !== PASSWORD)
        return { ok: false, issue: block('sign-in', 'password_wrong', 'password', 'R-28') };
      confirmedAt = world.clock.now();
      return { ok: true, confirmedAt };
    },
  };
  return auth as Auth;
}

let web: Web;
beforeAll(async () => void (web = await openWeb(askingAuth)));
afterAll(() => web.close());

const confirmed = (): void => void (confirmedAt = web.world.clock.now());
const facts = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());

async function pageOf(ref: PostRef, as = 'ashwick/head') {
  const { data, status } = await look(web, loader, as, ref);
  expect(status).toBe(200);
  return data as { page: ReviewView; askPassword: boolean };
}

/** The form as the page drew it. */
const formOf = (page: ReviewView, more: Record<string, string | string[]> = {}) => ({
  intent: 'approve',
  digest: page.shown.digest,
  verdictHash: page.shown.verdictHash,
  count: page.shown.counts.map(String),
  viewed: page.shown.versions,
  ...more,
});

async function change(ref: PostRef, words: string): Promise<void> {
  const teacher = await web.world.staff('teacher');
  await saveDraft(web.world.web, teacher, ref, { version: (await facts(ref)).post.version, words });
  await submitPost(web.world.web, teacher, ref, { version: (await facts(ref)).post.version });
}

describe('a clean post of four photos', () => {
  test('shows everything on one page and takes one press', async () => {
    confirmed();
    const photos = [[0, 2], [4], [5, 7, 8], [12]].map((ids) =>
      pupils(...ids.map((each) => web.world.pupil(each))),
    );
    const ref = await submittedPost(web.world, { photos, words: 'Four photos, one press' });
    const { page, askPassword } = await pageOf(ref);
    expect(askPassword).toBe(false);
    expect(page.content.photos.map(({ photo }) => photo.state)).toEqual(['ready', 'ready', 'ready', 'ready']);
    expect(
      page.content.photos.map(({ groups }) => groups.map(({ word, people }) => [word, people.length])),
    ).toEqual([[['can be shown', 2]], [['can be shown', 1]], [['can be shown', 3]], [['can be shown', 1]]]);
    expect(page.shown.counts).toEqual([2, 1, 3, 1]);
    expect(page.declared).toHaveLength(1);
    expect(page.content.photos.map(({ about }) => about[0])).toEqual(
      Array(4).fill('Taken by staff, only on school devices.'),
    );
    expect(page.declared[0]?.by).toMatch(/^Priya Nair, /);
    expect([page.refused, page.maySendBack, page.changes]).toEqual([null, true, null]);
    expect(SIX_POINTS.map(({ title }) => title)).toEqual([
      'Reputation',
      'Safeguarding',
      'Equality',
      'Confidentiality',
      'Rights',
      'Accuracy',
    ]);
    const done = await press(web, action, 'ashwick/head', ref, formOf(page));
    expect(done).toMatchObject({ status: 302, to: `${BASE}/review?note=approve&post=${ref.postId}` });
    expect((await facts(ref)).review).toMatchObject({ decision: 'approved', headCounts: [2, 1, 3, 1] });
  });
});

describe('who may not approve', () => {
  test.each([
    ['the author', 'head', 'ashwick/head', 'You wrote this post', 'Daniel Whitcombe can.'],
    [
      'a teacher',
      'teacher',
      'both/teacher-and-comms',
      'Only the headteacher',
      'Daniel Whitcombe or Ngozi Okafor can.',
    ],
    [
      'the comms lead',
      'teacher',
      'ashwick/comms',
      'Only the headteacher',
      'Daniel Whitcombe or Ngozi Okafor can.',
    ],
    [
      'a safeguarding lead',
      'teacher',
      'ashwick/dsl',
      'Only the headteacher',
      'Daniel Whitcombe or Ngozi Okafor can.',
    ],
  ])(
    '%s reads why in the place of the button, and is refused all the same',
    async (_, author, as, why, who) => {
      confirmed();
      const ref = await submittedPost(web.world, { author });
      const { page } = await pageOf(ref, as);
      expect(page.refused?.reason).toContain(why);
      expect(page.refused?.who).toBe(who);
      const forced = await press(web, action, as, ref, formOf(page));
      expect(forced.status).toBe(403);
      expect((forced.data as ReviewAnswer).refused?.sentence).toContain(why);
      expect(await statusOf(web.world, ref)).toBe('in_review');
    },
  );

  test('somebody who changed a comma, and a deputy for whom no delegation runs', async () => {
    confirmed();
    const ref = await draftPost(web.world);
    await saveDraft(web.world.web, await web.world.staff('head'), ref, {
      version: (await facts(ref)).post.version,
      words: 'The head’s comma, here',
    });
    await submitPost(web.world.web, await web.world.staff('teacher'), ref, {
      version: (await facts(ref)).post.version,
    });
    const byHead = await pageOf(ref);
    expect(byHead.page.refused).toMatchObject({
      reason: 'You changed part of this post, so somebody else must approve it.',
      who: 'Daniel Whitcombe can.',
    });
    expect(byHead.page.editors).toEqual(['Ngozi Okafor']);
    expect((await press(web, action, 'ashwick/head', ref, formOf(byHead.page))).status).toBe(403);
    const acting = await pageOf(ref, 'ashwick/deputy');
    expect(acting.page.acting).toMatchObject({ forName: 'Ngozi Okafor' });
    const now = web.world.clock.now();
    web.world.clock.advance(400 * 86_400_000);
    const { page } = await pageOf(ref, 'ashwick/deputy');
    expect(page.refused?.reason).toContain('has not passed approval to you');
    web.world.clock.set(now);
  });

  test('nobody, once the permission of somebody in it has ended; the page says what stops it and never why', async () => {
    confirmed();
    const adult = web.world.adult('guide');
    const ref = await submittedPost(web.world, { photos: [[{ kind: 'adult', id: adult }]] });
    const { page } = await pageOf(ref);
    await endAdultPermission(web.world.web, await web.world.staff('data'), {
      schoolId: ref.schoolId,
      adultPermissionId: adult,
      withdrawn: false,
    });
    const late = await press(web, action, 'ashwick/head', ref, formOf(page));
    expect(late.to).toBe(`${BASE}/posts/${ref.postId}?note=moved_on`);
    expect(await statusOf(web.world, ref)).toBe('held');
  });
});

describe('a page that has grown stale', () => {
  test('approves nothing, and shows what changed since it was drawn', async () => {
    confirmed();
    const ref = await submittedPost(web.world, { words: 'We saw the lambs.' });
    const { page } = await pageOf(ref);
    await reopenPost(web.world.web, await web.world.staff('teacher'), ref);
    const gone = await press(web, action, 'ashwick/head', ref, formOf(page));
    expect(gone.to).toBe(`${BASE}/posts/${ref.postId}?note=moved_on`);
    await change(ref, 'We saw the tiny lambs.');
    const stale = await press(web, action, 'ashwick/head', ref, formOf(page));
    expect(stale.status).toBe(409);
    const answer = stale.data as ReviewAnswer;
    expect(answer.stale?.changes?.words?.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'added', text: 'tiny ' },
    ]);
    expect(await statusOf(web.world, ref)).toBe('in_review');
    const fresh = await pageOf(ref);
    expect(fresh.page.shown.digest).not.toBe(page.shown.digest);
    await press(web, action, 'ashwick/head', ref, formOf(fresh.page));
    expect(await statusOf(web.world, ref)).toBe('approved');
  });

  test('neither sends back nor turns down what it did not show', async () => {
    const ref = await submittedPost(web.world);
    const { page } = await pageOf(ref);
    await reopenPost(web.world.web, await web.world.staff('teacher'), ref);
    await change(ref, 'Other words');
    for (const intent of ['send_back', 'reject']) {
      const answer = await press(web, action, 'ashwick/head', ref, formOf(page, { intent, reason: 'No' }));
      expect(answer.status).toBe(409);
    }
    expect(await statusOf(web.world, ref)).toBe('in_review');
  });

  test('does not approve when what may be shown has changed meanwhile, even though the post has not', async () => {
    confirmed();
    const ref = await submittedPost(web.world);
    const { page } = await pageOf(ref);
    const answer = await press(
      web,
      action,
      'ashwick/head',
      ref,
      formOf(page, { verdictHash: 'f'.repeat(64) }),
    );
    expect(answer.status).toBe(409);
    expect(await statusOf(web.world, ref)).toBe('in_review');
  });
});

test('a double press approves once, and both presses end well', async () => {
  confirmed();
  const ref = await submittedPost(web.world);
  const { page } = await pageOf(ref);
  const twice = await Promise.all([1, 2].map(() => press(web, action, 'ashwick/head', ref, formOf(page))));
  for (const { to } of twice) expect(to).toBe(`${BASE}/review?note=approve&post=${ref.postId}`);
  const { review } = await facts(ref);
  expect(review?.decision).toBe('approved');
  const other = await press(web, action, 'ashwick/deputy', ref, formOf(page));
  expect(other.to).toBe(`${BASE}/posts/${ref.postId}?note=moved_on`);
});

describe('how many people can be seen', () => {
  test('is counted by the approver too: another number approves nothing and is marked where it stands (R-62)', async () => {
    confirmed();
    const photos = [[0], [2, 4]].map((ids) => pupils(...ids.map((each) => web.world.pupil(each))));
    const ref = await submittedPost(web.world, { photos });
    const { page } = await pageOf(ref);
    for (const count of [['1', '3'], ['1', 'two'], ['1'], ['1', '']]) {
      const answer = await press(web, action, 'ashwick/head', ref, formOf(page, { count }));
      expect(answer.status, count.join()).toBe(422);
      expect((answer.data as ReviewAnswer).counts?.[0]).toBe(1);
    }
    expect(await statusOf(web.world, ref)).toBe('in_review');
  });
});

describe('a photo in full size', () => {
  test('has to be looked at before it is approved: an untold look approves nothing and is marked (I-17)', async () => {
    confirmed();
    const photos = [[0], [2]].map((ids) => pupils(...ids.map((each) => web.world.pupil(each))));
    const ref = await submittedPost(web.world, { photos });
    const { page } = await pageOf(ref);
    const [first = '', second = ''] = page.shown.versions;
    for (const viewed of [[], [first], [second, second], [first, randomUUID()]]) {
      const answer = await press(web, action, 'ashwick/head', ref, formOf(page, { viewed }));
      expect(answer.status, viewed.join()).toBe(422);
      expect((answer.data as ReviewAnswer).viewed).toEqual(viewed);
    }
    expect(await statusOf(web.world, ref)).toBe('in_review');
    await press(web, action, 'ashwick/head', ref, formOf(page));
    expect((await facts(ref)).review?.viewed.sort()).toEqual([first, second].sort());
  });

  test('is shown on its own page to whoever may see the post, and to nobody else', async () => {
    const ref = await submittedPost(web.world);
    const versionId = (await facts(ref)).working.photos[0]?.versionId ?? '';
    const at = (as: string, version: string) => look(web, lookLoader, as, ref, '', { versionId: version });
    expect((await at('ashwick/head', versionId)).data).toMatchObject({
      src: `/s/ashwick-lane-primary-school/photos/${versionId}`,
    });
    expect((await at('ashwick/head', randomUUID())).status).toBe(404);
    expect((await at('ashwick/office', versionId)).status).toBe(404);
  });
});

describe('“it is you”', () => {
  test('is asked when the last proof is more than a quarter of an hour old, and once for all decisions after', async () => {
    confirmed();
    web.world.clock.advance(16 * 60_000);
    const ref = await submittedPost(web.world);
    const { page, askPassword } = await pageOf(ref);
    expect(askPassword).toBe(true);
    const without = await press(web, action, 'ashwick/head', ref, formOf(page));
    expect(without).toMatchObject({ status: 400 });
    expect((without.data as ReviewAnswer).password).toContain('Type your password');
    const wrong = await press(web, action, 'ashwick/head', ref, formOf(page, { password: 'guess' }));
    expect(wrong.status).toBe(403);
    expect((wrong.data as ReviewAnswer).password).toContain('not your password');
    expect(await statusOf(web.world, ref)).toBe('in_review');
    await press(web, action, 'ashwick/head', ref, formOf(page, { password: PASSWORD }));
    expect(await statusOf(web.world, ref)).toBe('approved');
    expect((await pageOf(await submittedPost(web.world))).askPassword).toBe(false);
  });

  test('is not asked for sending back: a no needs no proof', async () => {
    confirmedAt = null;
    const ref = await submittedPost(web.world);
    const { page } = await pageOf(ref);
    const back = formOf(page, { intent: 'send_back', phrase: ['1', '3'], reason: ' The gate is in view. ' });
    const done = await press(web, action, 'ashwick/head', ref, back);
    expect(done.to).toBe(`${BASE}/review?note=send_back&post=${ref.postId}`);
    expect((await facts(ref)).review?.reason).toBe(
      `${READY_PHRASES[1]}\n${READY_PHRASES[3]}\nThe gate is in view.`,
    );
    expect(await statusOf(web.world, ref)).toBe('changes_requested');
  });
});

test('sending back and turning down need a reason, and say so beside it', async () => {
  const ref = await submittedPost(web.world);
  const { page } = await pageOf(ref);
  for (const intent of ['send_back', 'reject']) {
    const answer = await press(web, action, 'ashwick/head', ref, formOf(page, { intent, reason: ' \n' }));
    expect(answer).toMatchObject({ status: 422, data: { intent, reasonMissing: true } });
  }
  const reason = 'We do not compare schools.';
  const done = await press(web, action, 'ashwick/head', ref, formOf(page, { intent: 'reject', reason }));
  expect(done.to).toContain('note=reject');
  expect(await statusOf(web.world, ref)).toBe('rejected');
});

describe('what changed since last time', () => {
  test('is marked, with the reason that was given then', async () => {
    const photos = [[0], [2]].map((ids) => pupils(...ids.map((each) => web.world.pupil(each))));
    const ref = await submittedPost(web.world, { photos, words: 'Year 4 noisily at the farm.' });
    const head = await web.world.staff('head');
    const shown = await shownOn(web.world, ref);
    await sendBackPost(web.world.web, head, ref, { ...shown, reason: 'Please leave the noise out.' });
    const before = await facts(ref);
    await removePhoto(web.world.web, await web.world.staff('teacher'), ref, {
      version: before.post.version,
      postPhotoId: before.photos[1]?.postPhotoId ?? '',
    });
    await change(ref, 'Year 4 at the farm.');
    const { changes } = (await pageOf(ref)).page;
    expect(changes?.since).toMatchObject({
      who: 'you',
      did: 'sent it back',
      reason: 'Please leave the noise out.',
    });
    expect(changes?.words?.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: 'noisily ' },
    ]);
    expect(changes?.lines).toEqual(['A photo was taken out: “Children beside a barn”']);
    expect((await pageOf(ref, 'ashwick/deputy')).page.changes?.since?.who).toBe('Ngozi Okafor');
  });

  test('is nothing when nothing is different, and the page says so', async () => {
    const ref = await submittedPost(web.world);
    const shown = await shownOn(web.world, ref);
    await sendBackPost(web.world.web, await web.world.staff('head'), ref, {
      ...shown,
      reason: 'Look again.',
    });
    const { post } = await facts(ref);
    const teacher = await web.world.staff('teacher');
    await saveDraft(web.world.web, teacher, ref, { version: post.version, words: `${post.words} ` });
    await change(ref, post.words);
    expect((await pageOf(ref)).page.changes?.unchanged).toBe(true);
  });
});

describe('the stack', () => {
  const stackOf = async (as: string): Promise<ReviewStack> =>
    ((await look(web, stackLoader, as, null)).data as { stack: ReviewStack }).stack;

  test('holds what waits for the head, what she may not decide last and with the reason', async () => {
    const theirs = await submittedPost(web.world, { words: 'Waiting for the head' });
    const own = await submittedPost(web.world, { author: 'head', words: 'By the head herself' });
    const stack = await stackOf('ashwick/head');
    const waiting = stack.waiting ?? [];
    const notHers = waiting.filter(({ note }) => /^You (wrote|sent|changed)/.test(note ?? ''));
    expect(stack.title).toBe(`${waiting.length - notHers.length} waiting for you`);
    expect(waiting.slice(-notHers.length)).toEqual(notHers);
    expect(waiting.find(({ row }) => row.id === theirs.postId)?.row.to).toBe(
      `${BASE}/posts/${theirs.postId}/review`,
    );
    expect(waiting.find(({ row }) => row.id === own.postId)?.note).toContain('You wrote this post');
  });

  test('tells those who never approve that they do not, and is not there for those who see no posts', async () => {
    const comms = await stackOf('ashwick/comms');
    expect([comms.waiting, comms.title]).toEqual([null, 'Held and live']);
    expect(comms.refused?.reason).toContain('Only the headteacher');
    for (const as of ['ashwick/governor', 'trust/admin', 'ashwick/office'])
      expect((await look(web, stackLoader, as, null)).status, as).toBe(404);
  });

  test('after a decision offers the next step on that post, and only on a post of ours', async () => {
    const answer = await look(web, stackLoader, 'ashwick/head', null, `?note=approve&post=${'a'.repeat(8)}`);
    expect(answer.data).toMatchObject({ note: { title: 'Approved.' }, decided: null, mayPlace: true });
  });
});

test('a post that no longer waits leads to its own page', async () => {
  const ref = await draftPost(web.world);
  expect((await look(web, loader, 'ashwick/head', ref)).to).toBe(`${BASE}/posts/${ref.postId}`);
});
