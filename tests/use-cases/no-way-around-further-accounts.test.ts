// Over random histories by any mix of people, on the leading post's page and on those of what was made from it, and by somebody who writes
// straight into the database, nothing goes out on a further account that was not approved for that account, together with the leading
// post, by a permitted other person, with a yes of everybody shown for that very place (0022, I-06, R-06, R-62, R-73, R-74).
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { and, eq, inArray, isNotNull, isNull, ne, or } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EVERY_USE } from '#app/domain/consent/consent-types.ts';
import type { Channel } from '#app/domain/consent/consent-vocabulary.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { chooseAccounts } from '#app/domain/cross-posts/choose-accounts.ts';
import { scheduleEverywhere, unscheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import { AppError } from '#app/domain/errors.ts';
import { openHandOver } from '#app/domain/hand-overs/open-hand-over.ts';
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import { judgePeople } from '#app/domain/posts/judge-people.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { needGroundOf } from '#app/domain/posts/pupil-need.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost, rejectPost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { transact } from '#db/client.server.ts';
import { insertDecisions } from '#db/queries/consent-decisions.server.ts';
import { postsLedBy } from '#db/queries/cross-posts.server.ts';
import { editorsOf } from '#db/queries/posts.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { crossPosts, postAccounts } from '#db/schema/cross-posts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { holds } from '#db/schema/holds.ts';
import { posts } from '#db/schema/posts.ts';
import { reviews, revisions } from '#db/schema/revisions.ts';
import {
  accountOnBluesky,
  draftFor,
  openSeveralAccounts,
  shownWithFurther,
  wallIn,
} from '#tests/support/cross-posts.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { pupils, shownOn, type World } from '#tests/support/world.ts';

let world: World;
/** by what a history calls them; `second` is another one on Bluesky, `theirs` another school's */
let accountOf: Record<'bluesky' | 'facebook' | 'second' | 'theirs', string>;
beforeAll(async () => {
  const several = await openSeveralAccounts(WITH_A_YES);
  ({ world } = several);
  const [theirs] = await world.db.select().from(accounts).where(ne(accounts.schoolId, world.schoolId));
  const { bluesky, facebook } = several;
  accountOf = { bluesky, facebook, second: await accountOnBluesky(world), theirs: theirs?.id ?? '' };
}, 120_000);
afterAll(() => world.close());

/** pupils with a yes for every platform, a fresh one for each history: a withdrawal is for ever */
const WITH_A_YES = [0, 2, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32];
const RUNS = Number(process.env['GATEPOST_HISTORIES'] ?? 4);
let own = 0;

const who = fc.constantFrom('teacher', 'new-teacher', 'head', 'deputy', 'comms', 'dsl', 'harrowdean/head');
/** the leading post, or one of those ever made from it, by its order */
const on = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
);
const account = fc.constantFrom(
  'bluesky' as const,
  'facebook' as const,
  'second' as const,
  'theirs' as const,
);
const minutes = fc.integer({ min: 0, max: 40 });

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('edit' as const), who, on, words: fc.constantFrom('One', 'Two') }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      who,
      on,
      accounts: fc.uniqueArray(account, { maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const), who, on }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('approve' as const),
      who,
      on,
      further: fc.constantFrom('all' as const, 'all' as const, 'none' as const, 'one' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('schedule' as const), who, on, minutes, all: fc.boolean() }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('publish' as const), on, minutes }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hand' as const), who, on, minutes }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      on,
      minutes,
      meanwhile: fc.constantFrom('reopen' as const, 'hold' as const, 'cancel' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'sendBack' as const,
        'reject' as const,
        'reopen' as const,
        'hold' as const,
        'release' as const,
        'unschedule' as const,
        'cancel' as const,
      ),
      who,
      on,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('withdraw' as const),
      channel: fc.constantFrom<Channel>('x', 'bluesky', 'facebook'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'forgeWords' as const,
        'forgeStatus' as const,
        'forgeReview' as const,
        'forgeAccount' as const,
        'forgeDelivery' as const,
        'forgeChoice' as const,
      ),
      on,
      account,
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Forged = Extract<Step, { account: unknown }>;

const factsOf = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());

async function take(lead: PostRef, current: Step): Promise<void> {
  const { web } = world;
  if (current.do === 'withdraw') return withdraw(current.channel);
  const made = await postsLedBy(world.db, lead, lead.postId);
  const postId = current.on === 0 ? lead.postId : made[(current.on - 1) % Math.max(1, made.length)];
  if (postId === undefined) return;
  const ref = { ...lead, postId };
  if ('account' in current) return forge(ref, current);
  const facts = await factsOf(ref);
  const { version } = facts.post;
  const person = 'who' in current ? await world.staff(current.who) : await world.staff('teacher');
  switch (current.do) {
    case 'edit':
      return void (await saveDraft(web, person, ref, { version, words: onlyHere(current.words) }));
    case 'choose': {
      const accountIds = current.accounts.map((name) => accountOf[name]);
      return void (await chooseAccounts(web, person, ref, { version, accountIds }));
    }
    case 'submit':
      return void (await submitPost(web, person, ref, { version }));
    case 'approve': {
      const { further, ...shown } = await shownWithFurther(world, ref);
      const told = { all: further, none: [], one: further.slice(0, 1) }[current.further];
      return approvePost(web, person, ref, { ...shown, further: told });
    }
    case 'schedule': {
      const place = current.all ? scheduleEverywhere : schedulePost;
      return void (await place(web, person, ref, { wall: wallIn(world, current.minutes) }));
    }
    case 'publish': {
      world.clock.advance(current.minutes * 60_000);
      const deliveryId = facts.delivery?.id ?? randomUUID();
      return void (await publishPost(world.worker, { schoolId: ref.schoolId, deliveryId }));
    }
    case 'return':
      return cameBack(lead, ref, current);
    case 'hand':
      world.clock.advance(current.minutes * 60_000);
      return void (await openHandOver(web, person, ref));
    case 'sendBack':
      return sendBackPost(web, person, ref, { ...(await shownOn(world, ref)), reason: 'Not yet' });
    case 'reject':
      return rejectPost(web, person, ref, { ...(await shownOn(world, ref)), reason: 'Never' });
    case 'reopen':
      return reopenPost(web, person, ref);
    case 'hold':
      return holdPost(web, person, ref);
    case 'release':
      return releasePost(web, person, ref);
    case 'unschedule':
      return unscheduleEverywhere(web, person, ref);
    case 'cancel':
      return cancelPost(web, person, ref);
  }
}

/** On its way while its author does something to the leading post; the platform is busy, and the attempt is given back. */
async function cameBack(
  lead: PostRef,
  ref: PostRef,
  { minutes: after, meanwhile }: Extract<Step, { do: 'return' }>,
): Promise<void> {
  const { web, worker, publisher, clock } = world;
  const author = await world.staff('teacher');
  let isUnderWay = true;
  publisher.during('prepare', async () => {
    if (!isUnderWay) return;
    const act = { reopen: reopenPost, hold: holdPost, cancel: cancelPost }[meanwhile];
    await act(web, author, lead).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
    });
  });
  publisher.next('prepare', { outcome: 'not_sent', why: 'busy' });
  clock.advance(after * 60_000);
  const { delivery } = await factsOf(ref);
  await publishPost(worker, { schoolId: ref.schoolId, deliveryId: delivery?.id ?? randomUUID() });
  isUnderWay = false;
  clock.advance(60_000);
}

/** A withdrawal for one platform that no cascade follows: only the gate can stop what it concerns. */
async function withdraw(channel: Channel): Promise<void> {
  const at = world.clock.now();
  const { userId } = await world.staff('office');
  await transact(world.db, (db) =>
    insertDecisions(db, [
      {
        ...{ schoolId: world.schoolId, pupilId: world.pupil(own), ...EVERY_USE },
        ...{ subjects: [...EVERY_USE.subjects], purposes: [...EVERY_USE.purposes], channels: [channel] },
        ...{ decision: 'withdrawn', method: 'phone', source: 'office', recordedBy: userId },
        ...{ decidedAt: at, effectiveFrom: at, recordedAt: at },
      },
    ]),
  );
}

/** What somebody with a database console might try. */
async function forge(ref: PostRef, { do: what, account: name }: Forged): Promise<void> {
  const mine = and(eq(posts.schoolId, ref.schoolId), eq(posts.id, ref.postId));
  // The database itself keeps an account of another school out.
  const accountId = accountOf[name === 'theirs' ? 'second' : name];
  const { userId } = await world.staff('teacher');
  if (what === 'forgeWords') await world.db.update(posts).set({ words: 'Slipped in' }).where(mine);
  if (what === 'forgeStatus')
    await world.db
      .update(posts)
      .set({ status: 'scheduled', dueAt: world.clock.now() })
      .where(and(mine, eq(posts.status, 'in_review')));
  if (what === 'forgeReview')
    await world.db.update(reviews).set({ decidedBy: userId }).where(eq(reviews.postId, ref.postId));
  if (what === 'forgeAccount') await world.db.update(posts).set({ accountId }).where(mine);
  if (what === 'forgeDelivery')
    await world.db.update(deliveries).set({ accountId }).where(eq(deliveries.postId, ref.postId));
  if (what === 'forgeChoice')
    await world.db
      .insert(postAccounts)
      .values({ ...ref, accountId, chosenBy: userId, chosenAt: world.clock.now() })
      .onConflictDoNothing();
}

/** Says it again, in other words and from the rows: was this post allowed to go out at this moment, on the account it went to? */
async function mayBeLive(ref: PostRef, wentTo: string | null): Promise<string | null> {
  const at = world.clock.now();
  const facts = await factsOf(ref);
  const [review] = await world.db
    .select()
    .from(reviews)
    .where(and(eq(reviews.postId, ref.postId), eq(reviews.decision, 'approved'), isNull(reviews.voidedAt)));
  if (!review || review.revisionId !== facts.post.revisionId) return 'no approval';
  const [approved] = await world.db.select().from(revisions).where(eq(revisions.id, review.revisionId));
  if (!approved || review.digest !== digestOf(facts.working) || approved.digest !== review.digest)
    return 'not what was approved';
  const [target] = await world.db.select().from(accounts).where(eq(accounts.id, approved.content.accountId));
  if (target?.schoolId !== ref.schoolId) return 'another school’s account';
  if (wentTo !== null && target.platformUserId !== wentTo) return 'another account than was approved';
  const barred = await whoMadeIt(ref);
  const [made] = await world.db.select().from(crossPosts).where(eq(crossPosts.postId, ref.postId));
  if (made) {
    const lead = { ...ref, postId: made.leadPostId };
    const amiss = await leadAmiss(lead, made.leadRevisionId, target.id);
    if (amiss) return amiss;
    barred.push(...(await whoMadeIt(lead)));
  }
  if (barred.includes(review.decidedBy)) return 'approved by its own people';
  const ids = facts.working.photos.flatMap((photo) => photo.people.map((person) => person.id));
  const school = { zone: 'Europe/London', settings: settingsOf({}), consentExportedAt: null };
  const ground = {
    inputs: await loadConsentInputs(world.db, ref, school, ids),
    adults: new Map(),
    guests: new Map(),
    ...needGroundOf(facts),
    concernPupils: new Set<string>(),
  };
  return judgePeople(facts.working, ground, [at]).some(({ verdict }) => verdict === 'block')
    ? 'a pupil who may not be shown there'
    : null;
}

async function whoMadeIt(ref: PostRef): Promise<string[]> {
  const [row] = await world.db.select().from(posts).where(eq(posts.id, ref.postId));
  return [row?.authorId ?? '', row?.submittedBy ?? '', ...(await editorsOf(world.db, ref, ref.postId))];
}

/** What of the leading post does not let this account's post go out. */
async function leadAmiss(lead: PostRef, madeFrom: string, accountId: string): Promise<string | null> {
  const [row] = await world.db.select().from(posts).where(eq(posts.id, lead.postId));
  const [revision] = await world.db.select().from(revisions).where(eq(revisions.id, madeFrom));
  if (row?.revisionId !== madeFrom) return 'the leading post is another one by now';
  if (!revision?.content.alsoOn?.includes(accountId)) return 'an account that nobody chose';
  if (['draft', 'in_review', 'changes_requested', 'rejected', 'cancelled'].includes(row.status))
    return 'the leading post is not approved';
  const stops = await world.db
    .select()
    .from(holds)
    .where(and(eq(holds.postId, lead.postId), eq(holds.cause, 'stopped_by_person'), isNull(holds.closedAt)));
  return stops.length > 0 ? 'the leading post was stopped' : null;
}

/** Some histories are ordinary ones, so that at least these get as far as each platform. */
const opening: Step[] = [
  { do: 'submit', who: 'teacher', on: 0 },
  { do: 'approve', who: 'head', on: 0, further: 'all' },
  { do: 'schedule', who: 'comms', on: 0, minutes: 10, all: true },
];
const sendAll: Step[] = [0, 1, 2].flatMap((nth): Step[] => [
  { do: 'publish', on: nth, minutes: nth === 0 ? 10 : 0 },
  { do: 'hand', who: 'comms', on: nth, minutes: 0 },
]);
/** What is not out is tried again, from the page of each that follows. */
const letGoOn: Step[] = [1, 2, 3].flatMap((nth): Step[] => [
  { do: 'publish', on: nth, minutes: 0 },
  { do: 'release', who: 'head', on: nth },
  { do: 'schedule', who: 'comms', on: nth, minutes: 2, all: false },
  { do: 'publish', on: nth, minutes: 2 },
]);
/** The ones that somebody who looks for a way around would try first. */
const TRIED: Step[][] = [
  [...opening, ...sendAll],
  [
    ...opening.slice(0, 2),
    { do: 'choose', who: 'teacher', on: 0, accounts: ['bluesky', 'facebook', 'second'] },
    ...opening.slice(2),
    { do: 'forgeChoice', on: 0, account: 'second' },
    ...sendAll,
  ],
  [
    ...opening,
    { do: 'forgeAccount', on: 1, account: 'second' },
    { do: 'forgeDelivery', on: 2, account: 'second' },
    ...sendAll,
  ],
  [...opening, { do: 'withdraw', channel: 'bluesky' }, ...sendAll],
  // What was approved before, beside a leading post that says something else by now, or is given up or stopped.
  [
    ...opening,
    { do: 'reopen', who: 'teacher', on: 0 },
    { do: 'edit', who: 'teacher', on: 0, words: 'Two' },
    ...opening,
    ...letGoOn,
  ],
  ...(['reopen', 'cancel', 'hold'] as const).map((meanwhile): Step[] => [
    ...opening,
    { do: 'return', on: 1, minutes: 10, meanwhile },
    { do: 'return', on: 2, minutes: 0, meanwhile },
    ...letGoOn,
  ]),
  // Approved where it follows, by itself, and by somebody who chose the account.
  [
    { do: 'choose', who: 'head', on: 0, accounts: ['bluesky'] },
    { do: 'submit', who: 'teacher', on: 0 },
    { do: 'approve', who: 'head', on: 1, further: 'none' },
    { do: 'approve', who: 'head', on: 0, further: 'all' },
    { do: 'approve', who: 'teacher', on: 1, further: 'none' },
    ...letGoOn,
  ],
  // An approval that was written over, and one that was never given.
  [...opening, { do: 'forgeReview', on: 1, account: 'second' }, ...sendAll],
  [...opening.slice(0, 1), { do: 'forgeStatus', on: 1, account: 'second' }, ...sendAll],
];

interface Out {
  ref: PostRef;
  platform: string;
}

/** What has gone out, or was handed to somebody, since `before`. */
async function outSince(lead: PostRef, before: ReadonlySet<string>): Promise<Out[]> {
  const together = [lead.postId, ...(await postsLedBy(world.db, lead, lead.postId))];
  const rows = await world.db
    .select({ postId: deliveries.postId, platform: accounts.platform })
    .from(deliveries)
    .innerJoin(posts, eq(posts.id, deliveries.postId))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .where(
      and(
        inArray(deliveries.postId, together),
        or(isNotNull(deliveries.platformId), eq(deliveries.state, 'handed_out')),
      ),
    );
  return rows
    .filter(({ postId }) => !before.has(postId))
    .map(({ postId, platform }) => ({ ref: { ...lead, postId }, platform }));
}

it('nothing goes out on a further account but what was approved with its leading post, for that account', async () => {
  const wentOut = new Map<string, number>();
  let history = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 16 }), async (steps) => {
      own = WITH_A_YES[history++ % WITH_A_YES.length] ?? 0;
      const lead = await draftFor(world, [accountOf.bluesky, accountOf.facebook], {
        photos: [pupils(world.pupil(own))],
      });
      const isTried = TRIED.includes(steps);
      const out = new Set<string>();
      for (const current of [...(isTried ? [] : opening.slice(0, steps.length % 4)), ...steps]) {
        const before = world.publisher.timeline.length;
        await take(lead, current).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error;
        });
        const live = world.publisher.timeline.slice(before);
        const now = await outSince(lead, out);
        expect(now.filter(({ platform }) => platform !== 'facebook')).toHaveLength(live.length);
        for (const { ref, platform } of now) {
          out.add(ref.postId);
          wentOut.set(platform, (wentOut.get(platform) ?? 0) + 1);
          expect(await mayBeLive(ref, live[0]?.platformUserId ?? null)).toBeNull();
        }
      }
    }),
    { numRuns: RUNS + TRIED.length, examples: TRIED.map((steps): [Step[]] => [steps]) },
  );
  for (const platform of ['x', 'bluesky', 'facebook'])
    expect(wentOut.get(platform), `some must get as far as ${platform}`).toBeGreaterThan(0);
}, 480_000);
