// One post, several accounts: each account has a post of its own with its own state, so that what failed is tried again there and
// nowhere else; only the leading one is ever changed, and nothing of what was approved together goes out once it was.
import { randomUUID } from 'node:crypto';
import { eq, ne, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { chooseAccounts } from '#app/domain/cross-posts/choose-accounts.ts';
import { readFurtherDrafts } from '#app/domain/cross-posts/read-further.ts';
import { RefusedOn } from '#app/domain/cross-posts/refused-on.ts';
import { scheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import { takeDownEverywhere } from '#app/domain/cross-posts/take-down-everywhere.ts';
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import { mayApprove, mayEdit, maySubmit } from '#app/domain/posts/post-guards.ts';
import { removePhoto } from '#app/domain/posts/remove-photo.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost, rejectPost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { editorsOf } from '#db/queries/posts.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { crossPosts } from '#db/schema/cross-posts.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import {
  accountOnBluesky,
  approvedFor,
  draftFor,
  dueFor,
  followerOf,
  furtherPosts,
  openSeveralAccounts,
  shownWithFurther,
  submitAgain,
  submittedFor,
  wallIn,
  yesEverywhere,
} from '#tests/support/cross-posts.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import { pupils, shownOn, type World } from '#tests/support/world.ts';

let world: World;
let bluesky: string;
let facebook: string;
beforeAll(async () => {
  ({ world, bluesky, facebook } = await openSeveralAccounts());
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const statusOf = async (ref: PostRef) => (await facts(ref)).post.status;
const teacher = () => world.staff('teacher');
const head = () => world.staff('head');
const comms = () => world.staff('comms');

const follower = (ref: PostRef, platform?: string) => followerOf(world, ref, platform);
const publish = (ref: PostRef): Promise<string> => publishNow(world, ref);
const callsOn = async (ref: PostRef, method: string): Promise<number> => {
  const { account } = await facts(ref);
  return world.publisher.calls.filter(
    (call) => call.method === method && call.platformUserId === account.platformUserId,
  ).length;
};
const inMinutes = (minutes: number) => wallIn(world, minutes);
const choose = async (ref: PostRef, accountIds: string[], version?: number) => {
  const { post } = await facts(ref);
  const input = { version: version ?? post.version, accountIds };
  return chooseAccounts(world.web, await teacher(), ref, input);
};
const refusedWith = (reason: string) => ({ reason });

/** The post and those made from it, placed for a moment that has come. */
const dueEverywhere = (accountIds: string[]) => dueFor(world, accountIds);

const madeFrom = (ref: PostRef) => world.db.$count(crossPosts, eq(crossPosts.leadPostId, ref.postId));

const run = (statement: string) => world.db.execute(sql.raw(statement));

describe('choosing further accounts', () => {
  it('is an edit: counted, recorded, refused on a stale page, and part of what is approved', async () => {
    const ref = await draftFor(world, []);
    const before = await facts(ref);
    await choose(ref, [bluesky, facebook]);
    const after = await facts(ref);
    expect(after.post.version).toBe(before.post.version + 1);
    expect(after.working.alsoOn).toEqual([bluesky, facebook].sort());
    expect(digestOf(after.working)).not.toBe(digestOf(before.working));
    await expect(choose(ref, [], before.post.version)).rejects.toMatchObject(refusedWith('stale_page'));
    await choose(ref, []);
    expect(digestOf((await facts(ref)).working)).toBe(digestOf(before.working));
  });

  it('counts whoever chose them as somebody who changed the post', async () => {
    const ref = await draftFor(world, []);
    const { post } = await facts(ref);
    const version = post.version;
    await chooseAccounts(world.web, await comms(), ref, { version, accountIds: [bluesky] });
    expect(await editorsOf(world.db, ref, ref.postId)).toContain((await comms()).userId);
  });

  it('refuses a second account of one platform, one that is closed, and one of another school', async () => {
    const ref = await draftFor(world, []);
    const second = await accountOnBluesky(world);
    await expect(choose(ref, [bluesky, second])).rejects.toMatchObject(refusedWith('same_words_there_too'));
    const { post } = await facts(ref);
    await expect(choose(ref, [post.accountId])).rejects.toMatchObject(refusedWith('account_leads'));
    await world.db.update(accounts).set({ closesAt: world.clock.now() }).where(eq(accounts.id, second));
    await expect(choose(ref, [second])).rejects.toMatchObject(refusedWith('account_not_open'));
    const [other] = await world.db.select().from(accounts).where(ne(accounts.schoolId, world.schoolId));
    await expect(choose(ref, [other?.id ?? ''])).rejects.toMatchObject({ code: 'not_found' });
    expect((await facts(ref)).alsoOn).toEqual([]);
  });
});

describe('submitting', () => {
  it('makes a whole post for each further account, with the same words, photos, people and editors', async () => {
    const ref = await submittedFor(world, [bluesky, facebook]);
    const lead = await facts(ref);
    for (const platform of ['bluesky', 'facebook']) {
      const made = await facts(await follower(ref, platform));
      expect(made.post.status).toBe('in_review');
      expect(made.account.platform).toBe(platform);
      expect(made.lead).toMatchObject({ postId: ref.postId, madeFrom: lead.revision?.id });
      const { alsoOn: _, ...content } = lead.revision?.content ?? {};
      expect(made.revision?.content).toEqual({ ...content, accountId: made.account.id });
      expect(made.editors.sort()).toEqual(lead.editors.sort());
      expect(made.verdicts).toEqual(lead.verdicts);
    }
  });

  it('sends nothing anywhere while a pupil may not be shown on one of the platforms', async () => {
    const ref = await draftFor(world, [bluesky], { photos: [pupils(world.pupil(0))] });
    await expect(submitAgain(world, ref)).rejects.toBeInstanceOf(RefusedOn);
    expect(await statusOf(ref)).toBe('draft');
    expect(await madeFrom(ref)).toBe(0);
    const [there] = await readFurtherDrafts(world.db, await facts(ref));
    expect(there?.account.id).toBe(bluesky);
    expect(there?.issues.map(({ check }) => check)).toContain('I-05');
    await choose(ref, []);
    await submitAgain(world, ref);
    expect(await statusOf(ref)).toBe('in_review');
  });

  it('sends nothing anywhere when it breaks off between two accounts', async () => {
    const ref = await draftFor(world, [bluesky, facebook]);
    await run(`create function broken() returns trigger language plpgsql as $$ begin
      if new.account_id = '${facebook}' then raise exception 'the machine stopped'; end if; return new; end $$`);
    await run('create trigger broken before insert on cross_posts for each row execute function broken()');
    await expect(submitAgain(world, ref)).rejects.toThrow();
    await run('drop trigger broken on cross_posts');
    await run('drop function broken()');
    expect(await statusOf(ref)).toBe('draft');
    expect(await madeFrom(ref)).toBe(0);
    await submitAgain(world, ref);
    expect(Object.keys(await furtherPosts(world, ref)).sort()).toEqual(['bluesky', 'facebook']);
  });
});

describe('a post made for a further account', () => {
  it('is never changed, sent, decided on or opened by itself', async () => {
    const ref = await submittedFor(world, [bluesky]);
    const made = await follower(ref);
    const { post, photos } = await facts(made);
    const { version } = post;
    const edited = refusedWith('edited_with_its_lead');
    const decided = refusedWith('decided_with_its_lead');
    await expect(reopenPost(world.web, await teacher(), made)).rejects.toMatchObject(edited);
    await expect(submitPost(world.web, await teacher(), made, { version })).rejects.toThrow();
    await expect(
      saveDraft(world.web, await teacher(), made, { version, words: 'Other words' }),
    ).rejects.toThrow();
    await expect(
      removePhoto(world.web, await teacher(), made, { postPhotoId: photos[0]?.postPhotoId ?? '' }),
    ).rejects.toThrow();
    const shown = await shownOn(world, made);
    await expect(approvePost(world.web, await head(), made, shown)).rejects.toMatchObject(decided);
    const back = { ...shown, reason: 'No' };
    await expect(sendBackPost(world.web, await head(), made, back)).rejects.toMatchObject(decided);
    await expect(rejectPost(world.web, await head(), made, back)).rejects.toMatchObject(decided);
    expect(await facts(made)).toMatchObject({ post: { status: 'in_review', version } });
  });

  it('is refused as a draft too, should one ever stand as a draft', async () => {
    const ref = await submittedFor(world, [bluesky]);
    const made = await follower(ref);
    const asDraft = { ...(await facts(made)) };
    asDraft.post = { ...asDraft.post, status: 'draft' };
    expect(mayEdit(asDraft, await teacher(), {})).toEqual(refusedWith('edited_with_its_lead'));
    expect(maySubmit(asDraft, await teacher(), {})).toEqual(refusedWith('edited_with_its_lead'));
  });
});

describe('approving', () => {
  it('approves all of them with one press, each with its own decision', async () => {
    const ref = await approvedFor(world, [bluesky, facebook]);
    const all = [ref, ...Object.values(await furtherPosts(world, ref))];
    expect(all).toHaveLength(3);
    for (const each of all) {
      const { post, review, revision } = await facts(each);
      expect(post.status).toBe('approved');
      expect(review).toMatchObject({ decision: 'approved', digest: revision?.digest });
    }
  });

  it('approves none of them on a page that did not show one, or showed it otherwise', async () => {
    const ref = await submittedFor(world, [bluesky, facebook]);
    const shown = await shownWithFurther(world, ref);
    const [one, ...rest] = shown.further;
    if (!one) throw new Error('nothing was shown');
    const stale = refusedWith('stale_page');
    for (const further of [
      [],
      rest,
      [...shown.further, { ...one, postId: ref.postId }],
      [{ ...one, digest: 'ab'.repeat(32) }, ...rest],
      [{ ...one, verdictHash: 'ab'.repeat(32) }, ...rest],
    ])
      await expect(approvePost(world.web, await head(), ref, { ...shown, further })).rejects.toMatchObject(
        stale,
      );
    for (const each of [ref, ...Object.values(await furtherPosts(world, ref))])
      expect(await statusOf(each)).toBe('in_review');
  });

  it('bars whoever wrote or changed the leading post, on every account', async () => {
    const ref = await draftFor(world, [bluesky]);
    const { post } = await facts(ref);
    await saveDraft(world.web, await head(), ref, { version: post.version, words: onlyHere('A day out') });
    await submitAgain(world, ref);
    const made = await follower(ref);
    expect((await facts(made)).editors).toContain((await head()).userId);
    const shown = await shownWithFurther(world, ref);
    await expect(approvePost(world.web, await head(), ref, shown)).rejects.toMatchObject(
      refusedWith('has_edited'),
    );
    expect(mayApprove(await facts(made), await head(), { asking: true, withLead: true })).toEqual(
      refusedWith('has_edited'),
    );
  });

  it('ends all of them when it is sent back or turned down', async () => {
    for (const turnDown of [sendBackPost, rejectPost]) {
      const ref = await submittedFor(world, [bluesky]);
      const made = await follower(ref);
      await turnDown(world.web, await head(), ref, {
        ...(await shownOn(world, ref)),
        reason: 'Not this one',
      });
      expect(await statusOf(made)).toBe('cancelled');
    }
  });
});

describe('changing the leading post', () => {
  it('voids the approval on every account, and what is sent again is made anew', async () => {
    const ref = await approvedFor(world, [bluesky]);
    const made = await follower(ref);
    await schedulePost(world.web, await comms(), made, { wall: inMinutes(10) });
    await reopenPost(world.web, await teacher(), ref);
    expect(await statusOf(made)).toBe('cancelled');
    world.clock.advance(10 * 60_000);
    expect(await publish(made)).not.toBe('published');
    await submitAgain(world, ref);
    const anew = await follower(ref);
    expect(anew.postId).not.toBe(made.postId);
    expect(await statusOf(anew)).toBe('in_review');
  });

  it('leaves out the account on which it is out already, and keeps the duty to take that one down', async () => {
    const ref = await dueEverywhere([bluesky, facebook]);
    const made = await follower(ref);
    expect(await publish(made)).toBe('published');
    await reopenPost(world.web, await teacher(), ref);
    expect(await statusOf(made)).toBe('published');
    expect(await statusOf(await follower(ref, 'bluesky'))).toBe('published');
    await submitAgain(world, ref);
    const together = await furtherPosts(world, ref);
    expect(together['bluesky']?.postId).toBe(made.postId);
    expect(await statusOf(await follower(ref, 'facebook'))).toBe('in_review');
    await takeDownEverywhere(world.web, await head(), made, 'mistake');
    expect(await statusOf(made)).toBe('takedown_requested');
  });

  it('lets nothing of what was approved before go out, whatever way it took', async () => {
    const ref = await dueEverywhere([bluesky]);
    const made = await follower(ref);
    // On its way while the leading post is opened: the attempt is given back afterwards.
    world.publisher.during('prepare', async () => reopenPost(world.web, await teacher(), ref));
    world.publisher.next('prepare', { outcome: 'not_sent', why: 'busy' });
    await publish(made);
    const before = await callsOn(made, 'create');
    world.clock.advance(60_000);
    await publish(made);
    expect(await callsOn(made, 'create')).toBe(before);
    expect(await statusOf(made)).toBe('held');
    await expect(releasePost(world.web, await head(), made)).rejects.toMatchObject(
      refusedWith('approval_not_valid'),
    );
  });

  it('cancels all that is not out when it is cancelled', async () => {
    const ref = await approvedFor(world, [bluesky, facebook]);
    const made = Object.values(await furtherPosts(world, ref));
    await cancelPost(world.web, await teacher(), ref);
    for (const each of made) expect(await statusOf(each)).toBe('cancelled');
  });

  it('is not hindered when one account is cancelled alone', async () => {
    const ref = await approvedFor(world, [bluesky, facebook]);
    const made = await follower(ref, 'facebook');
    await cancelPost(world.web, await comms(), made);
    expect(await statusOf(made)).toBe('cancelled');
    expect(await statusOf(ref)).toBe('approved');
    expect(await statusOf(await follower(ref))).toBe('approved');
  });
});

describe('going out', () => {
  it('tries again on the account where it failed, and nowhere else', async () => {
    const ref = await dueEverywhere([bluesky]);
    const made = await follower(ref);
    const onX = await callsOn(ref, 'create');
    expect(await publish(ref)).toBe('published');
    world.publisher.next('create', { outcome: 'refused', code: 'other', why: 'no' });
    await publish(made);
    expect(await statusOf(made)).toBe('failed');
    expect(await callsOn(ref, 'create')).toBe(onX + 1);
    const onBluesky = await callsOn(made, 'create');
    await releasePost(world.web, await head(), made);
    await schedulePost(world.web, await comms(), made, { wall: inMinutes(5) });
    world.clock.advance(5 * 60_000);
    expect(await publish(made)).toBe('published');
    expect(await publish(ref)).toBe('not_scheduled');
    expect(await callsOn(made, 'create')).toBe(onBluesky + 1);
    expect(await callsOn(ref, 'create')).toBe(onX + 1);
    expect(await statusOf(ref)).toBe('published');
  });

  it('places the others when one cannot be placed, and says which', async () => {
    const ref = await approvedFor(world, [bluesky, facebook]);
    const closes = new Date(world.clock.now().getTime() + 60_000);
    await world.db.update(accounts).set({ closesAt: closes }).where(eq(accounts.id, bluesky));
    const placed = await scheduleEverywhere(world.web, await comms(), ref, { wall: inMinutes(10) });
    await world.db.update(accounts).set({ closesAt: null }).where(eq(accounts.id, bluesky));
    expect(Object.fromEntries(placed.further.map(({ platform, refused }) => [platform, refused]))).toEqual({
      bluesky: 'account_closes_before',
      facebook: null,
    });
    expect(await statusOf(ref)).toBe('scheduled');
    expect(await statusOf(await follower(ref))).toBe('approved');
    expect(await statusOf(await follower(ref, 'facebook'))).toBe('scheduled');
  });
});

describe('stopping and taking down', () => {
  it('stops everywhere what is not out, at one word', async () => {
    const ref = await dueEverywhere([bluesky]);
    const made = await follower(ref);
    await holdPost(world.web, await teacher(), ref);
    expect(await statusOf(ref)).toBe('held');
    expect(await statusOf(made)).toBe('held');
    expect((await facts(made)).openHolds.map(({ cause }) => cause)).toEqual(['stopped_by_person']);
    const before = await callsOn(made, 'create');
    await publish(made);
    expect(await callsOn(made, 'create')).toBe(before);
  });

  it('takes it down everywhere, and stops what is still to come', async () => {
    const ref = await dueEverywhere([bluesky, facebook]);
    const made = await follower(ref);
    await publish(ref);
    await publish(made);
    await takeDownEverywhere(world.web, await head(), made, 'mistake');
    expect(await statusOf(ref)).toBe('takedown_requested');
    expect(await statusOf(made)).toBe('takedown_requested');
    expect(await statusOf(await follower(ref, 'facebook'))).toBe('held');
  });

  it('a withdrawal stops or takes down each of them by its own record of who is in it', async () => {
    await yesEverywhere(world, 4);
    const ref = await approvedFor(world, [bluesky], { photos: [pupils(world.pupil(4))] });
    const made = await follower(ref);
    await scheduleEverywhere(world.web, await comms(), ref, { wall: inMinutes(10) });
    world.clock.advance(10 * 60_000);
    await publish(made);
    await withdrawConsent(world.web, await world.staff('office'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(4), method: 'phone', evidence: 'A call' },
      ...{ holderId: practiceId('holder/ashwick/4/0'), requestKey: randomUUID() },
    });
    expect(await statusOf(ref)).toBe('held');
    expect(await statusOf(made)).toBe('takedown_requested');
  });
});
