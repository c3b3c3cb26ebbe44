// A post for several accounts: a school's account on Bluesky beside the one on X, with a fake platform behind it, a pupil whose family
// said yes to each, and a draft for all of them made and submitted the way people do it.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { chooseAccounts } from '#app/domain/cross-posts/choose-accounts.ts';
import { scheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { verdictHashOf } from '#app/domain/posts/verdict-hash.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { postsTogether } from '#db/queries/cross-posts.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { accountByHand } from './by-hand.ts';
import { onlyHere } from './only-here.ts';
import { draftPost, type DraftPlan, openWorld, pupils, shownOn, type World } from './world.ts';

export interface SeveralAccounts {
  world: World;
  /** the school's accounts beside the one on X */
  bluesky: string;
  facebook: string;
}

/** A world whose school has an account on Bluesky and one by hand as well; the families of these pupils said yes to all of them. */
export async function openSeveralAccounts(pupilsWithAYes: readonly number[] = [2]): Promise<SeveralAccounts> {
  const world = await openWorld();
  const bluesky = await accountOnBluesky(world);
  const facebook = await accountByHand(world);
  for (const index of pupilsWithAYes) await yesEverywhere(world, index);
  return { world, bluesky, facebook };
}

/** A moment so many minutes from now, as the school's clock shows it. */
export const wallIn = (world: World, minutes: number): string =>
  wallTimeOf(new Date(world.clock.now().getTime() + minutes * 60_000), 'Europe/London');

/** An account of the school on Bluesky, open and connected, whose posts reach the world's platform. */
export async function accountOnBluesky(world: World): Promise<string> {
  const [x] = await world.db.select().from(accounts).where(eq(accounts.schoolId, world.schoolId)).limit(1);
  const key = randomUUID().replaceAll('-', '');
  const token = JSON.stringify({ service: 'https://pds.example', accessToken: key });
  const sealed = await world.web.tokenVault.seal(new TextEncoder().encode(token));
  if (!x) throw new Error('the school has no account');
  const accountId = randomUUID();
  await world.db.insert(accounts).values({
    ...{ id: accountId, schoolId: world.schoolId, platform: 'bluesky', practice: true },
    ...{ handle: `gp-${key.slice(0, 10)}.bsky.example`, displayName: 'Our school' },
    ...{ purpose: 'News of the school', audience: 'Families', ownerId: x.ownerId },
    ...{ platformUserId: `did:plc:${key.slice(0, 24)}`, approvedBy: x.approvedBy, approvedAt: x.approvedAt },
    ...{ opensAt: x.opensAt, createdAt: x.createdAt },
  });
  await world.db.insert(accountCredentials).values({
    ...{ accountId, schoolId: world.schoolId, kind: 'bluesky_session', scopes: [] },
    ...{ sealedToken: sealed.box, keyId: sealed.keyId, sealedAt: world.clock.now() },
  });
  return accountId;
}

/** A yes of this pupil's family for every platform, for posts of the school's own accounts. */
export async function yesEverywhere(world: World, index: number): Promise<void> {
  const given = await recordConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), answer: 'granted', evidence: '' },
    ...{ holderId: practiceId(`holder/ashwick/${index}/0`), subjects: ['image', 'first_name', 'work'] },
    channels: ['x', 'bluesky', 'facebook', 'instagram'],
    purposes: ['celebration', 'trip', 'teaching', 'information'],
    ...{ accountScope: 'own_school', eventId: null, lastDay: null, method: 'in_person', formVersionId: null },
    conditions: { groupOnly: false, notFaceOn: false, noUniform: false },
    answeredOn: dateInSchool(world.clock.now(), 'Europe/London'),
    requestKey: randomUUID(),
  });
  if (!given.ok) throw new Error(given.issues.map(({ code }) => code).join());
}

/** A finished draft that is also for these accounts: one photo of one pupil, about no trip. */
export async function draftFor(
  world: World,
  accountIds: readonly string[],
  plan: DraftPlan = {},
): Promise<PostRef> {
  const photos = [pupils(world.pupil(2))];
  const ref = await draftPost(world, { words: onlyHere('A day out'), tripId: null, photos, ...plan });
  const { post } = await readPostFacts(world.db, ref, world.clock.now());
  const author = await world.staff(plan.author ?? 'teacher');
  await chooseAccounts(world.web, author, ref, { version: post.version, accountIds });
  return ref;
}

export async function submittedFor(
  world: World,
  accountIds: readonly string[],
  plan: DraftPlan = {},
): Promise<PostRef> {
  const ref = await draftFor(world, accountIds, plan);
  await submitAgain(world, ref, plan.author);
  return ref;
}

export async function submitAgain(world: World, ref: PostRef, author = 'teacher'): Promise<void> {
  const { post } = await readPostFacts(world.db, ref, world.clock.now());
  await submitPost(world.web, await world.staff(author), ref, { version: post.version });
}

/** The posts made from this one that are not over, by their platform. */
export async function furtherPosts(world: World, ref: PostRef): Promise<Record<string, PostRef>> {
  const together = await postsTogether(world.db, ref, ref.postId);
  return Object.fromEntries(
    together
      .filter(({ postId, status }) => postId !== ref.postId && status !== 'cancelled')
      .map(({ postId, platform }) => [platform, { ...ref, postId }]),
  );
}

/** The post made from this one for its account on a platform. */
export async function followerOf(world: World, ref: PostRef, platform = 'bluesky'): Promise<PostRef> {
  const found = (await furtherPosts(world, ref))[platform];
  if (!found) throw new Error(`no post was made for ${platform}`);
  return found;
}

/** What the headteacher's page would post back for the post and all that goes with it. */
export async function shownWithFurther(world: World, ref: PostRef) {
  const further = [];
  for (const each of Object.values(await furtherPosts(world, ref))) {
    const facts = await readPostFacts(world.db, each, world.clock.now());
    if (facts.post.status !== 'in_review') continue;
    const { postId } = each;
    further.push({ postId, digest: facts.revision?.digest ?? '', verdictHash: verdictHashOf(facts) });
  }
  return { ...(await shownOn(world, ref)), further };
}

export async function approvedFor(
  world: World,
  accountIds: readonly string[],
  plan: DraftPlan = {},
): Promise<PostRef> {
  const ref = await submittedFor(world, accountIds, plan);
  await approvePost(world.web, await world.staff('head'), ref, await shownWithFurther(world, ref));
  return ref;
}

/** The post and those made from it, approved and placed, at the moment for which they were. */
export async function dueFor(
  world: World,
  accountIds: readonly string[],
  plan: DraftPlan = {},
): Promise<PostRef> {
  const ref = await approvedFor(world, accountIds, plan);
  const wall = wallIn(world, 10);
  const placed = await scheduleEverywhere(world.web, await world.staff('comms'), ref, { wall });
  const { further } = placed;
  if (!placed.ok || further.length !== accountIds.length || further.some(({ refused }) => refused !== null))
    throw new Error('not every one of them was placed');
  world.clock.advance(10 * 60_000);
  return ref;
}
