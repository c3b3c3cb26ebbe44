// A post's page: everything that happened is on it as sentences, each button is there for whoever may press it, and in the
// place of each that is not stands why.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { openHold } from '#app/domain/posts/open-hold.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { lookForPost } from '#app/domain/posts/settle-unknown.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { verifyPost } from '#app/domain/posts/verify-post.ts';
import { timeWords } from '#app/presenters/when.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import type { PageNote } from '#app/presenters/post-notes.ts';
import { action, loader } from '#app/routes/s.$school.posts.$postId._index.tsx';
import {
  action as takeDown,
  loader as takeDownPage,
} from '#app/routes/s.$school.posts.$postId.take-down.tsx';
import { transact } from '#db/client.server.ts';
import { insertExtraPost } from '#db/queries/extra-posts.server.ts';
import { extraPosts } from '#db/schema/extra-posts.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { deliveryIdOf, duePost, postIn, publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { openWeb, type Web } from '#tests/support/web.ts';
import { draftPost, pupils, scheduledPost, submittedPost } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

interface Data {
  page: PostPageView;
  note: PageNote | null;
}

async function pageOf(ref: PostRef, as = 'ashwick/head', search = ''): Promise<PostPageView> {
  const { data, status } = await look(web, loader, as, ref, search);
  expect(status).toBe(200);
  return (data as Data).page;
}
const told = (page: PostPageView): string[] =>
  page.story.map(({ who, says }) => (who ? `${who.name} ${says}` : says));
const deliveryOf = async (ref: PostRef) => ({
  schoolId: ref.schoolId,
  deliveryId: await deliveryIdOf(web.world, ref),
});
const facts = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());

describe('the story of a whole life', () => {
  test('is told in order, with names, from the first word to the proof that it is gone', async () => {
    const ref = await scheduledPost(web.world, { words: 'A whole life', minutes: 5 });
    const { post } = await facts(ref);
    const due = timeWords(post.dueAt ?? web.world.clock.now(), 'Europe/London');
    web.world.clock.advance(5 * 60_000);
    expect(await publishNow(web.world, ref)).toBe('published');
    await verifyPost(web.world.worker, await deliveryOf(ref));
    web.world.clock.advance(60_000);
    const taken = await press(web, takeDown, 'ashwick/comms', ref, { cause: 'mistake' });
    expect(taken).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}?note=take_down` });
    expect((await pageOf(ref)).standing.status).toBe('takedown_requested');
    expect(await takeDownPost(web.world.worker, await deliveryOf(ref))).toBe('removed');
    const page = await pageOf(ref);
    expect(told(page)).toEqual([
      'Priya Nair started it.',
      'Priya Nair added a photo, and changed the words, the descriptions, who is in the photos, what was answered about the photos and what is declared.',
      'Priya Nair sent it for approval.',
      'Ngozi Okafor approved it.',
      `Ellie Marchetti gave it its time: Wed 18 November, ${due} UK time.`,
      'Its time came. Everything was checked again, and nothing stood in the way.',
      'Its photos were handed to X, each with its description.',
      'Everything was checked once more, and it was sent.',
      'It is live.',
      'It stays until Thu 31 August 2028 at the latest, then it is taken down.',
      'It was read back from X: it is there, with its descriptions.',
      'Ellie Marchetti asked for it to come down. Something in it is wrong.',
      'It was deleted from X, and a second look did not find it.',
    ]);
    expect(page.standing.reason).toContain('Copies that others made of it cannot be called back.');
    const numbers = page.story.flatMap(({ record }) => [record.from, record.to]);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    const fingerprints = page.story.flatMap(({ record }) => record.fingerprint ?? []);
    expect(new Set(fingerprints)).toEqual(new Set([(await facts(ref)).revision?.digest.slice(0, 12)]));
  });

  test('marks what the reader did, and keeps the reason that was given', async () => {
    const ref = await postIn(web.world, 'changes_requested', {});
    const { story, standing } = await pageOf(ref);
    const last = story.at(-1);
    expect(last).toMatchObject({
      who: { name: 'Ngozi Okafor', you: true },
      detail: 'Not yet',
      stopped: true,
    });
    expect(standing.reason).toBe('Ngozi Okafor sent it back: “Not yet”');
    expect((await pageOf(ref, 'ashwick/teacher')).story.at(-1)?.who?.you).toBe(false);
  });
});

describe('what may be known of a pupil', () => {
  const pupil = 2;
  test('is a word, the same for a restriction as for anything else, and nobody is named for it', async () => {
    const ref = await scheduledPost(web.world, {
      photos: [pupils(web.world.pupil(0), web.world.pupil(pupil))],
    });
    const before = await pageOf(ref, 'ashwick/teacher');
    expect(before.content.photos[0]?.groups.map(({ word }) => word)).toEqual(['can be shown']);
    expect(before.content.photos[0]?.removed).toBe('Taken out of the file: where it was taken.');
    await setRestriction(web.world.web, await web.world.staff('dsl'), {
      schoolId: ref.schoolId,
      pupilId: web.world.pupil(pupil),
      type: 'do_not_publish',
      reason: 'A reason nobody else may read',
      reviewOn: null,
      requestKey: randomUUID(),
    });
    for (const as of ['ashwick/teacher', 'ashwick/head', 'ashwick/comms', 'ashwick/dsl', 'ashwick/data']) {
      const { text, data } = await look(web, loader, as, ref);
      const { page } = data as Data;
      expect(page.standing).toMatchObject({
        status: 'held',
        reason: 'Permission for a pupil no longer covers this post.',
        reached: 4,
      });
      expect(page.content.photos[0]?.groups.map(({ word, people }) => [word, people.length])).toEqual([
        ['not in photos', 1],
        ['can be shown', 1],
      ]);
      expect(told(page).at(-1)).toBe('It was held. Permission for a pupil no longer covers this post.');
      expect(text).not.toMatch(
        /restrict|permission_changed|Adeyemi|nobody else may read|"verdict"|reason_code/i,
      );
    }
  });

  test('no page carries a code, whatever its state', async () => {
    const states = [
      'in_review',
      'approved',
      'held',
      'missed',
      'failed',
      'unknown',
      'published',
      'takedown_failed',
    ] as const;
    for (const state of states) {
      const ref = await postIn(web.world, state, {});
      const { data } = await look(web, loader, 'ashwick/head', ref);
      const { standing, offers, ...page } = (data as Data).page;
      const words = JSON.stringify([
        standing.reason,
        standing.todo,
        page.story.map(({ says }) => says),
        page.trouble,
      ]);
      expect(words).not.toMatch(/[a-z]+_[a-z]+/);
      const notes = Object.values(offers).flatMap((place) => place.notes);
      expect(JSON.stringify(notes.map(({ reason, who }) => [reason, who]))).not.toMatch(/[a-z]+_[a-z]+/);
    }
  });
});

describe('who may look', () => {
  test('a colleague’s draft is not there for another teacher; hers is, and the head may look too', async () => {
    const ref = await draftPost(web.world);
    expect((await look(web, loader, 'both/teacher-and-comms', ref)).status).toBe(404);
    expect((await look(web, loader, 'ashwick/governor', ref)).status).toBe(404);
    expect((await look(web, loader, 'trust/admin', ref)).status).toBe(404);
    expect((await pageOf(ref, 'ashwick/teacher')).offers.next.offers).toEqual(['edit']);
    expect((await pageOf(ref, 'ashwick/head')).standing.status).toBe('draft');
  });

  test('nothing can be pressed on what cannot be seen', async () => {
    const ref = await scheduledPost(web.world);
    for (const as of ['ashwick/governor', 'trust/admin', 'ashwick/office']) {
      expect((await press(web, action, as, ref, { intent: 'hold' })).status, as).toBe(404);
      expect((await press(web, takeDown, as, ref, { cause: 'other' })).status, as).toBe(404);
    }
    expect(await statusOf(web.world, ref)).toBe('scheduled');
  });
});

describe('what may be done', () => {
  test('stands as one step for whoever may take it, and as a reason with a name for whoever may not', async () => {
    const ref = await submittedPost(web.world);
    expect((await pageOf(ref, 'ashwick/head')).offers.next).toEqual({ offers: ['review'], notes: [] });
    const author = (await pageOf(ref, 'ashwick/teacher')).offers.next;
    expect(author.offers).toEqual([]);
    expect(author.notes).toEqual([
      {
        reason: 'Approving it: You wrote this post, so somebody else must approve it.',
        who: 'Daniel Whitcombe or Ngozi Okafor can.',
        issues: [],
      },
    ]);
    const placed = await pageOf(await scheduledPost(web.world), 'ashwick/teacher');
    expect(placed.offers.next.notes[0]?.who).toBe('Ellie Marchetti or Ngozi Okafor can.');
  });

  test('stopping is one press for anyone who may write, and letting go on is for who may lift it', async () => {
    const ref = await scheduledPost(web.world);
    const stopped = await press(web, action, 'both/teacher-and-comms', ref, { intent: 'hold' });
    expect(stopped.to).toBe(`${BASE}/posts/${ref.postId}?note=hold`);
    expect(await statusOf(web.world, ref)).toBe('held');
    const page = await pageOf(ref, 'ashwick/head');
    expect(page.standing.reason).toBe('Somebody at school stopped this post.');
    expect(page.offers.next.offers).toEqual(['release']);
    const teacher = await press(web, action, 'ashwick/teacher', ref, { intent: 'release' });
    expect(teacher.status).toBe(403);
    expect(await statusOf(web.world, ref)).toBe('held');
    const form = { intent: 'release', holdIds: page.holdIds };
    expect((await press(web, action, 'ashwick/head', ref, form)).to).toContain('?note=release');
    expect(await statusOf(web.world, ref)).toBe('approved');
  });

  test('a stop that came after the page was drawn is not lifted by it', async () => {
    const ref = await postIn(web.world, 'held', {});
    const { holdIds } = await pageOf(ref);
    await setConcern(ref);
    const answer = await press(web, action, 'ashwick/head', ref, { intent: 'release', holdIds });
    expect(answer.status).toBe(409);
    expect(await statusOf(web.world, ref)).toBe('held');
  });

  test('opening an approved post says first what it costs, and leads to the words', async () => {
    const ref = await scheduledPost(web.world);
    const page = await pageOf(ref, 'ashwick/teacher');
    expect(page.approved).toBe(true);
    expect(page.offers.change.offers).toContain('reopen');
    const opened = await press(web, action, 'ashwick/teacher', ref, { intent: 'reopen' });
    expect(opened.to).toBe(`${BASE}/posts/${ref.postId}/edit`);
    const after = await pageOf(ref, 'ashwick/teacher');
    expect(after.standing.status).toBe('draft');
    expect(told(after).at(-1)).toBe('Priya Nair opened it for changes. Its approval no longer counts.');
  });

  test('a held post that cannot simply go on has changing it as its next step', async () => {
    const ref = await submittedPost(web.world);
    await holdPost(web.world.web, await web.world.staff('dsl'), ref);
    const { offers } = await pageOf(ref, 'ashwick/head');
    expect(offers.next.offers).toEqual(['reopen']);
    expect(offers.next.notes[0]?.reason).toContain('Letting it go on: The approval does not cover this post');
  });

  test('a second press on the same button does no harm, and says where the post stands', async () => {
    const ref = await scheduledPost(web.world);
    await press(web, action, 'ashwick/comms', ref, { intent: 'cancel' });
    const again = await press(web, action, 'ashwick/comms', ref, { intent: 'cancel' });
    expect(again.to).toBe(`${BASE}/posts/${ref.postId}?note=moved_on`);
    const { data } = await look(web, loader, 'ashwick/comms', ref, '?note=moved_on');
    expect((data as Data).note?.title).toContain('moved on');
    expect((data as Data).page.standing.reason).toBe('Ellie Marchetti cancelled it. It will not go out.');
  });

  test('a note is one of ours or none', async () => {
    const ref = await submittedPost(web.world);
    for (const word of ['constructor', '__proto__', '<b>', 'nonsense'])
      expect(((await look(web, loader, 'ashwick/head', ref, `?note=${word}`)).data as Data).note).toBeNull();
  });
});

describe('a post that may be live', () => {
  test('tells what was looked for, and takes a person’s word only after enough looks', async () => {
    const ref = await postIn(web.world, 'unknown', { photos: [] });
    const first = await pageOf(ref);
    expect(first.search).toMatchObject({ looks: 0, needed: 3 });
    expect(first.offers.settle.offers).toEqual([]);
    expect(first.offers.settle.notes[0]?.reason).toContain('Gatepost looks 3 times first');
    expect((await press(web, action, 'ashwick/head', ref, { intent: 'say_not_there' })).status).toBe(403);
    for (let looks = 0; looks < 3; looks++) {
      web.world.clock.advance(5 * 60_000);
      web.world.publisher.next('look', { outcome: 'absent' });
      await lookForPost(web.world.worker, await deliveryOf(ref));
    }
    const page = await pageOf(ref);
    expect(page.search?.looks).toBe(3);
    expect(page.offers.settle.offers).toEqual(['say_not_there']);
    expect((await pageOf(ref, 'both/teacher-and-comms')).offers.settle.offers).toEqual([]);
    const said = await press(web, action, 'ashwick/comms', ref, { intent: 'say_not_there' });
    expect(said.to).toContain('?note=say_not_there');
    expect((await pageOf(ref)).standing).toMatchObject({ status: 'held' });
  });
});

describe('a live post', () => {
  test('comes down at one press, and only for who may', async () => {
    const ref = await postIn(web.world, 'published', {});
    const live = await pageOf(ref);
    expect(live.onPlatform).toMatchObject({ practice: true, live: true });
    expect(live.onPlatform?.to).toMatch(/^\/sandbox#post-\d+$/);
    expect(live.offers.down.offers).toEqual(['take_down']);
    expect((await look(web, takeDownPage, 'ashwick/dsl', ref)).status).toBe(200);
    const other = await pageOf(ref, 'both/teacher-and-comms');
    expect(other.offers.down).toMatchObject({ offers: [], notes: [{ who: null }] });
    expect((await press(web, takeDown, 'both/teacher-and-comms', ref, { cause: 'other' })).status).toBe(403);
    expect(await statusOf(web.world, ref)).toBe('published');
    await press(web, takeDown, 'ashwick/teacher', ref, { cause: 'should_not_be_shown' });
    expect(await statusOf(web.world, ref)).toBe('takedown_requested');
    expect((await look(web, takeDownPage, 'ashwick/dsl', ref)).to).toContain('?note=moved_on');
  });

  test('that would not come down is deleted by hand, with words that say how that is known', async () => {
    const ref = await postIn(web.world, 'takedown_failed', {});
    const page = await pageOf(ref);
    expect(page.standing.todo).toMatch(
      /^Delete it on X by hand, by (Wed 18|Thu 19) November, \d{1,2}:\d\d [ap]m/,
    );
    expect(page.offers.settle.offers).toEqual(['confirm_removed']);
    const empty = await press(web, action, 'ashwick/head', ref, {
      intent: 'confirm_removed',
      evidence: '  ',
    });
    expect(empty).toMatchObject({ status: 422, data: { intent: 'confirm_removed' } });
    const form = { intent: 'confirm_removed', evidence: 'X says the post does not exist.' };
    expect((await press(web, action, 'ashwick/head', ref, form)).to).toContain('?note=confirm_removed');
    const after = await pageOf(ref);
    expect(after.standing.status).toBe('taken_down');
    expect(after.story.at(-1)).toMatchObject({ says: 'deleted it on X by hand.', detail: form.evidence });
  });

  test('offers nobody to say that it is gone while a second copy is up of which nobody was told', async () => {
    const ref = await postIn(web.world, 'takedown_failed', {});
    const { deliveryId } = await deliveryOf(ref);
    const foundAt = web.world.clock.now();
    await transact(web.world.db, (db) =>
      insertExtraPost(db, {
        ...{ schoolId: ref.schoolId, deliveryId, platformId: '4711', foundAt, foundBy: 'look' },
      }),
    );
    const { settle } = (await pageOf(ref)).offers;
    expect(settle).toMatchObject({
      offers: [],
      notes: [{ reason: expect.stringContaining('A second copy of it is still being removed.') as string }],
    });
    const sent = { intent: 'confirm_removed', evidence: 'X says the post does not exist.' };
    expect((await press(web, action, 'ashwick/head', ref, sent)).status).toBe(403);
    expect((await pageOf(ref)).standing.status).toBe('takedown_failed');
    await web.world.db
      .update(extraPosts)
      .set({ toldAt: foundAt })
      .where(eq(extraPosts.deliveryId, deliveryId));
    expect((await pageOf(ref)).offers.settle.offers).toEqual(['confirm_removed']);
  });

  test('whose description was lost on the way says so', async () => {
    const ref = await duePost(web.world, {});
    await publishNow(web.world, ref);
    const [live] = web.world.publisher.timeline.slice(-1);
    for (const photo of live?.photos ?? []) photo.altText = '';
    await verifyPost(web.world.worker, await deliveryOf(ref));
    expect((await pageOf(ref)).trouble).toContain('a photo had no description');
  });

  test('deleted there by somebody is not called live, and the story says so', async () => {
    const ref = await duePost(web.world, {});
    await publishNow(web.world, ref);
    const platformId = web.world.publisher.timeline.pop()?.platformId;
    await verifyPost(web.world.worker, await deliveryOf(ref));
    const unsure = await pageOf(ref);
    expect(unsure.standing.status).toBe('published');
    expect(unsure.trouble).toContain('did not show it');
    web.world.clock.advance(3_600_000);
    expect(await verifyPost(web.world.worker, await deliveryOf(ref))).toBe('gone');
    const page = await pageOf(ref);
    expect(page.standing.status).toBe('gone');
    expect(page.standing.reason).toContain('Nobody deleted it with Gatepost');
    expect(page).toMatchObject({ trouble: null, onPlatform: { live: false } });
    expect(page.onPlatform?.to).not.toContain(platformId);
    expect(told(page).at(-1)).toContain('not on X any more');
  });
});

/** One more reason to hold it, as the system opens it. */
async function setConcern(ref: PostRef): Promise<void> {
  await withLockedPost(web.world.web, { kind: 'system', name: 'system:test' }, ref, (work, locked) =>
    openHold(work, locked, 'concern_open'),
  );
}
