// A trip from its making to its end: who goes, what a change does to posts on their way, when its first post fixes whose yes
// counts, what the headteacher may let out while it is away, and the account opened for it alone.
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_CONDITIONS } from '#app/domain/consent/consent-types.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { tripWithPermissions } from '#app/domain/consent/trip-permissions.ts';
import { RULES_VERSION, runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import { EVERY_DECLARATION } from '#app/domain/posts/declarations.ts';
import { holdPost } from '#app/domain/posts/hold-post.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { closeEndedAccount, closeTripAccount } from '#app/domain/trips/close-trip-account.ts';
import { cancelTrip, changeTrip, makeTrip } from '#app/domain/trips/keep-trip.ts';
import { type OpenTripAccount, openTripAccount } from '#app/domain/trips/open-trip-account.ts';
import { readAccountToOpen } from '#app/domain/trips/read-trip.ts';
import { setTripPosts } from '#app/domain/trips/set-trip-posts.ts';
import { accountBarrier } from '#app/domain/trips/trip-account.ts';
import type { TypedTrip } from '#app/domain/trips/trip-form.ts';
import { changeTripList } from '#app/domain/trips/trip-list.ts';
import { findAccount, findSchool, findTrip } from '#db/queries/schools.server.ts';
import { trips } from '#db/schema/pupils.ts';
import { firstPostOfTrip, pupilIdsOfTrip, tripAccountsToClose } from '#db/queries/trips.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { notices } from '#db/schema/notices.ts';
import { reviews } from '#db/schema/revisions.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { userId } from '#db/seed/practice-people.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import {
  approvedPost,
  draftPost,
  openWorld,
  pupils,
  scheduledPost,
  shownOn,
  submittedPost,
  type World,
} from '#tests/support/world.ts';

const ZONE = 'Europe/London';
let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const HOUR = 3_600_000;
const wall = (hours: number) => wallTimeOf(new Date(world.clock.now().getTime() + hours * HOUR), ZONE);
const typed = (over: Partial<TypedTrip> = {}): TypedTrip => ({
  name: 'Year 4 at Gullhaven',
  place: 'Gullhaven Field Centre',
  leaderId: userId('ashwick/teacher'),
  starts: wall(-20),
  ends: wall(60),
  postDelayMinutes: 60,
  ...over,
});

/** A trip that is away for nights, with the given pupils on it. */
async function residential(
  ids: string[] = [world.pupil(0), world.pupil(4), world.pupil(5)],
): Promise<string> {
  const teacher = await world.staff('teacher');
  const { schoolId } = world;
  const made = await makeTrip(world.web, teacher, { ...typed(), schoolId, requestKey: randomUUID() });
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  await changeTripList(world.web, teacher, { schoolId, tripId: made.tripId }, { on: ids, off: [] });
  return made.tripId;
}

const ref = (tripId: string) => ({ schoolId: world.schoolId, tripId });
const statusOf = async (post: PostRef) =>
  (await readPostFacts(world.db, post, world.clock.now())).post.status;
const causesOf = async (post: PostRef) =>
  (await readPostFacts(world.db, post, world.clock.now())).openHolds.map(({ cause }) => cause);
const told = async (kind: string) =>
  (await world.db.select().from(notices)).filter((notice) => notice.kind === kind);
const logged = async (type: string) =>
  (await world.db.select().from(auditEvents)).filter(({ text }) => text.includes(`"${type}"`));

async function yesForTrip(tripId: string, index: number): Promise<void> {
  const given = await recordConsent(world.web, await world.staff('office'), {
    schoolId: world.schoolId,
    pupilId: world.pupil(index),
    holderId: practiceId(`holder/ashwick/${index}/0`),
    ...{ answer: 'granted', subjects: ['image'], channels: ['x'], purposes: ['trip'] },
    ...{ accountScope: 'own_school', eventId: tripId, conditions: NO_CONDITIONS },
    answeredOn: wallTimeOf(world.clock.now(), ZONE).slice(0, 10),
    ...{ lastDay: null, method: 'paper', evidence: 'Signed slip', formVersionId: null },
    requestKey: randomUUID(),
  });
  expect(given).toMatchObject({ ok: true });
}

describe('making a trip', () => {
  it('makes one for a form sent twice, and writes it into the log without a name', async () => {
    const teacher = await world.staff('teacher');
    const input = { ...typed(), schoolId: world.schoolId, requestKey: randomUUID() };
    expect(await makeTrip(world.web, teacher, input)).toEqual(await makeTrip(world.web, teacher, input));
    const [line, ...others] = await logged('trip.kept');
    expect(others).toEqual([]);
    expect(line?.text).not.toContain('Gullhaven');
  });

  it('says everything that is wrong, field by field', async () => {
    const wrong = typed({ name: ' ', place: '', leaderId: userId('ashwick/office'), ends: wall(-30) });
    const made = await makeTrip(world.web, await world.staff('teacher'), {
      ...{ ...wrong, postDelayMinutes: 7 },
      ...{ schoolId: world.schoolId, requestKey: randomUUID() },
    });
    expect(made).toMatchObject({ ok: false });
    expect(!made.ok && made.issues.map(({ field }) => field)).toEqual([
      ...['name', 'place', 'ends', 'leaderId', 'postDelayMinutes'],
    ]);
  });

  it('knows the hour that the clocks jump over', async () => {
    const made = await makeTrip(world.web, await world.staff('teacher'), {
      ...typed({ starts: '2027-03-28T01:30', ends: '2027-03-29T10:00' }),
      ...{ schoolId: world.schoolId, requestKey: randomUUID() },
    });
    expect(!made.ok && made.issues[0]).toMatchObject({
      code: 'trip_time_does_not_exist',
      context: { next: '2027-03-28T02:00' },
    });
  });

  it('is for those who keep trips, and nobody of another school', async () => {
    const input = { ...typed(), schoolId: world.schoolId, requestKey: randomUUID() };
    await expect(makeTrip(world.web, await world.staff('dsl'), input)).rejects.toThrow('forbidden');
    await expect(makeTrip(world.web, await world.staff('harrowdean/teacher'), input)).rejects.toThrow(
      'not_found',
    );
  });
});

describe('who goes', () => {
  it('comes and goes once, whatever is pressed twice, and never from another school', async () => {
    const tripId = await residential([]);
    const teacher = await world.staff('teacher');
    const change = { on: [world.pupil(0), world.pupil(1)], off: [world.pupil(2)] };
    expect(await changeTripList(world.web, teacher, ref(tripId), change)).toMatchObject({ came: 2, went: 0 });
    expect(await changeTripList(world.web, teacher, ref(tripId), change)).toMatchObject({ came: 0, went: 0 });
    const foreign = { on: [practiceId('pupil/harrowdean/0')], off: [] };
    await expect(changeTripList(world.web, teacher, ref(tripId), foreign)).rejects.toThrow('not_found');
    expect(await pupilIdsOfTrip(world.db, world, tripId)).toHaveLength(2);
  });

  it('stops a post on its way that shows somebody taken off, and no other', async () => {
    const teacher = await world.staff('teacher');
    const trip = ref(world.trip('over'));
    const shows = await scheduledPost(world, { photos: [pupils(world.pupil(0))] });
    const other = await scheduledPost(world, { photos: [pupils(world.pupil(4))] });
    const { stopped } = await changeTripList(world.web, teacher, trip, { on: [], off: [world.pupil(0)] });
    expect(stopped).toEqual([shows.postId]);
    expect(await causesOf(shows)).toEqual(['trip_changed']);
    expect(await statusOf(other)).toBe('scheduled');
    expect((await told('post_held')).length).toBeGreaterThan(0);
  });

  it('points out a pupil in a post who is not on the list, and judges them like everyone else', async () => {
    const post = await draftPost(world, { photos: [pupils(world.pupil(0), world.pupil(43))] });
    const facts = await readPostFacts(world.db, post, world.clock.now());
    expect(runChecks(facts, 'edit').filter(({ code }) => code === 'pupil_not_on_trip')).toMatchObject([
      { level: 'warn', context: { person: world.pupil(43) } },
    ]);
  });
});

describe('changing a trip', () => {
  const later = (over: Partial<TypedTrip>) => ({
    ...typed({ name: 'Year 4 at Tidewater Farm', place: 'Tidewater Farm', starts: wall(-8), ends: wall(-2) }),
    ...over,
  });

  it('stops what would go out too early for its new times, and leaves what fits', async () => {
    const teacher = await world.staff('teacher');
    const soon = await scheduledPost(world, { minutes: 60 });
    const late = await scheduledPost(world, { minutes: 600 });
    const waiting = await submittedPost(world);
    const changed = await changeTrip(world.web, teacher, {
      ...later({ ends: wall(3), postDelayMinutes: 0 }),
      ...ref(world.trip('over')),
    });
    expect(changed.ok && new Set(changed.stopped)).toEqual(new Set([soon.postId, waiting.postId]));
    expect([await statusOf(soon), await statusOf(waiting), await statusOf(late)]).toEqual([
      ...['held', 'held', 'scheduled'],
    ]);
  });

  it('is seen by the last check even where nobody was told', async () => {
    const post = await scheduledPost(world, { minutes: 60 });
    await changeTrip(world.web, await world.staff('teacher'), {
      ...later({ ends: wall(0.5), postDelayMinutes: 0 }),
      ...ref(world.trip('over')),
    });
    world.clock.advance(HOUR);
    expect(await statusOf(post)).toBe('scheduled');
    const facts = await readPostFacts(world.db, post, new Date(world.clock.now().getTime() - 45 * 60_000));
    expect(runChecks(facts, 'gate').map(({ code }) => code)).toContain('trip_not_over');
  });

  it('takes no change once it is called off, and then nothing goes out about it', async () => {
    const teacher = await world.staff('teacher');
    const post = await scheduledPost(world);
    await cancelTrip(world.web, teacher, ref(world.trip('over')));
    expect(await causesOf(post)).toEqual(['trip_changed']);
    await expect(
      changeTrip(world.web, teacher, { ...later({}), ...ref(world.trip('over')) }),
    ).rejects.toThrow('trip_cancelled');
    await expect(draftPost(world, { tripId: world.trip('over') })).rejects.toThrow('trip_cancelled');
  });

  it('is not called off once a post about it has gone out', async () => {
    const post = await scheduledPost(world, { minutes: 1 });
    world.clock.advance(60_000);
    await publishNow(world, post);
    await expect(
      cancelTrip(world.web, await world.staff('teacher'), ref(world.trip('over'))),
    ).rejects.toThrow('trip_has_posts');
  });
});

describe('the first post of a trip (R-65)', () => {
  const publish = async (): Promise<PostRef> => {
    const post = await scheduledPost(world, { photos: [pupils(world.pupil(4))], minutes: 1 });
    world.clock.advance(60_000);
    await publishNow(world, post);
    return post;
  };
  const wordOf = async (index: number) => {
    const home = await findSchool(world.db, world);
    if (!home) throw new Error('no school');
    const school = { ...home, settings: settingsOf(home.settings) };
    const teacher = await world.staff('teacher');
    const { pupils: list } = await tripWithPermissions(
      ...[world.db, teacher, school, world.trip('over'), world.clock.now()],
    );
    return list.find(({ id }) => id === world.pupil(index))?.word;
  };
  /** Somebody of the class who may be shown once their family says yes for this trip: here they have. */
  const newlyAgreed = async (): Promise<number> => {
    for (let index = 0; index < 24; index++) {
      if ((await wordOf(index)) !== 'not in photos') continue;
      await yesForTrip(world.trip('over'), index);
      if ((await wordOf(index)) === 'can be shown') return index;
    }
    throw new Error('nobody of the class waits for a yes alone');
  };

  it('is known by the moment it was sent, and not by one that never arrived', async () => {
    const trip = world.trip('over');
    expect(await firstPostOfTrip(world.db, world, trip)).toBeNull();
    world.publisher.next('create', { outcome: 'refused', code: 'other', why: 'test' });
    const failed = await scheduledPost(world, { minutes: 1 });
    world.clock.advance(60_000);
    await publishNow(world, failed);
    expect(await firstPostOfTrip(world.db, world, trip)).toBeNull();
    const post = await publish();
    const { delivery } = await readPostFacts(world.db, post, world.clock.now());
    expect(await firstPostOfTrip(world.db, world, trip)).toEqual(delivery?.sentAt);
    world.clock.advance(HOUR);
    await publish();
    expect(await firstPostOfTrip(world.db, world, trip)).toEqual(delivery?.sentAt);
  });

  it('lets a yes count that came before it', async () => {
    const index = await newlyAgreed();
    world.clock.advance(1_000);
    await publish();
    expect(await wordOf(index)).toBe('can be shown');
  });

  it('lets no yes count that came after it: on the page, in a draft and in review', async () => {
    const index = await newlyAgreed();
    const no = { schoolId: world.schoolId, pupilId: world.pupil(index), requestKey: randomUUID() };
    await publish();
    expect(await wordOf(index)).toBe('can be shown');
    world.clock.advance(HOUR);
    await recordConsent(world.web, await world.staff('office'), {
      ...no,
      holderId: practiceId(`holder/ashwick/${index}/0`),
      ...{ answer: 'refused', subjects: ['image'], channels: ['x'], purposes: ['trip'] },
      ...{ accountScope: 'own_school', eventId: world.trip('over'), conditions: NO_CONDITIONS },
      answeredOn: wallTimeOf(world.clock.now(), ZONE).slice(0, 10),
      ...{ lastDay: null, method: 'phone', evidence: '', formVersionId: null },
    });
    world.clock.advance(HOUR);
    await yesForTrip(world.trip('over'), index);
    expect(await wordOf(index)).toBe('not in photos');
    const post = await draftPost(world, { photos: [pupils(world.pupil(index))] });
    const facts = await readPostFacts(world.db, post, world.clock.now());
    expect(facts.trip?.firstPostAt).not.toBeNull();
    expect(runChecks(facts, 'submit').map(({ code }) => code)).toContain('pupil_may_not_be_shown');
  });
});

describe('posts while a trip is away', () => {
  let tripId: string;
  beforeEach(async () => {
    tripId = await residential();
  });
  const allow = async (over: Partial<Parameters<typeof setTripPosts>[2]> = {}) =>
    setTripPosts(world.web, await world.staff('head'), {
      ...ref(tripId),
      rule: 'next_day_no_place',
      namedApproverId: userId('ashwick/head'),
      placeWords: 'the gull house',
      ...over,
    });
  /** A draft about the trip, ready to be sent to the headteacher. */
  const away = async (words = 'We built rafts and nobody fell in.') => {
    const post = await draftPost(world, { tripId, words });
    const { post: record } = await readPostFacts(world.db, post, world.clock.now());
    const declarations = { version: record.version, declarations: EVERY_DECLARATION };
    await saveDraft(world.web, await world.staff('teacher'), post, declarations);
    return post;
  };
  const codes = async (post: PostRef) =>
    blocks(runChecks(await readPostFacts(world.db, post, world.clock.now()), 'submit')).map(
      ({ code }) => code,
    );
  const submit = async (post: PostRef) => {
    const { post: record } = await readPostFacts(world.db, post, world.clock.now());
    return submitPost(world.web, await world.staff('teacher'), post, { version: record.version });
  };

  it('are for the headteacher to allow, who names one approver, and the safeguarding leads are told', async () => {
    const teacher = await world.staff('teacher');
    const input = {
      ...ref(tripId),
      rule: 'next_day_no_place' as const,
      namedApproverId: null,
      placeWords: '',
    };
    await expect(setTripPosts(world.web, teacher, input)).rejects.toThrow('forbidden');
    expect(await allow({ namedApproverId: null })).toMatchObject({ ok: false });
    expect(await allow({ namedApproverId: userId('ashwick/teacher') })).toMatchObject({ ok: false });
    expect(await allow()).toMatchObject({ ok: true });
    expect(await logged('trip.posts_set')).toHaveLength(1);
    const heard = (await told('trip_posts_set')).map((notice) => notice.userId);
    expect(heard).toContain(userId('ashwick/dsl'));
    expect(heard).not.toContain(userId('ashwick/head'));
  });

  it('are not for a trip that is back the same day', async () => {
    await expect(
      setTripPosts(world.web, await world.staff('head'), {
        ...ref(world.trip('over')),
        ...{ rule: 'next_day_no_place', namedApproverId: userId('ashwick/head'), placeWords: '' },
      }),
    ).rejects.toThrow('not_residential');
  });

  it('are no longer allowed once the trip is changed to one that is back the same day, until they are allowed anew', async () => {
    await allow();
    const same = ref(tripId);
    const teacher = await world.staff('teacher');
    const times = { starts: wall(24), ends: wall(26), postDelayMinutes: 1_440 };
    expect(await changeTrip(world.web, teacher, { ...typed(times), ...same })).toMatchObject({ ok: true });
    const rule = async () => {
      const [trip] = await world.db.select().from(trips).where(eq(trips.id, tripId));
      return [trip?.postsWhileAway, trip?.namedApproverId];
    };
    expect(await rule()).toEqual(['after_return', null]);
    expect(await logged('trip.posts_set')).toHaveLength(2);
    await changeTrip(world.web, teacher, { ...typed(), ...same });
    expect(await rule()).toEqual(['after_return', null]);
    expect(await logged('trip.posts_set')).toHaveLength(2);
  });

  it('wait until the trip is back while nobody has allowed them', async () => {
    const { post } = await readPostFacts(world.db, await draftPost(world, { tripId }), world.clock.now());
    expect(post.windowFrom.getTime()).toBe(world.clock.now().getTime() + 61 * HOUR);
  });

  it('go out from 7 the next day, with the declaration, and tell of no place', async () => {
    await allow();
    const post = await away();
    const { post: record } = await readPostFacts(world.db, post, world.clock.now());
    expect(record.windowFrom.toISOString()).toBe('2026-11-19T07:00:00.000Z');
    expect(await codes(post)).toEqual([]);
    await saveDraft(world.web, await world.staff('teacher'), post, {
      version: record.version,
      declarations: ['responsible'],
    });
    expect(await codes(post)).toEqual(['declaration_missing']);
  });

  it.each([
    ['Gullhaven is windy', 'away_tells_place'],
    ['Supper at the gull house', 'away_tells_place'],
    ['Thank you @fieldcentre', 'away_tells_tag'],
    ['Tomorrow we sail', 'away_tells_time'],
  ])('are stopped by “%s”', async (words, code) => {
    await allow();
    expect(await codes(await away(words))).toContain(code);
  });

  it('may tell of the place once everyone is back', async () => {
    await allow();
    world.clock.advance(62 * HOUR);
    expect(await codes(await away('Gullhaven was windy'))).toEqual([]);
  });

  it('are stopped by a description that tells the place', async () => {
    await allow();
    const post = await away();
    const { post: record, photos } = await readPostFacts(world.db, post, world.clock.now());
    const altTexts = { [photos[0]?.postPhotoId ?? '']: 'Children below the Gullhaven sign' };
    await saveDraft(world.web, await world.staff('teacher'), post, { version: record.version, altTexts });
    expect(await codes(post)).toContain('away_tells_place');
  });

  it('are approved by the one who is named, and by nobody else: in the queue, at the decision and at the last check', async () => {
    await allow({ namedApproverId: userId('ashwick/deputy') });
    const post = await away();
    expect((await submit(post)).someoneCanApprove).toBe(true);
    const shown = await shownOn(world, post);
    await expect(approvePost(world.web, await world.staff('head'), post, shown)).rejects.toThrow(
      'not_the_trips_approver',
    );
    await approvePost(world.web, await world.staff('deputy'), post, shown);
    const wallTime = '2026-11-19T08:00';
    await schedulePost(world.web, await world.staff('comms'), post, { wall: wallTime });
    // The headteacher names somebody else: what the deputy approved is stopped at once.
    const changed = await allow({ namedApproverId: userId('ashwick/head') });
    expect(changed.ok && changed.stopped).toEqual([post.postId]);
    expect(await causesOf(post)).toEqual(['approval_not_valid']);
  });

  it('go out the next morning, approved and all', async () => {
    await allow();
    const post = await away();
    await submit(post);
    await approvePost(world.web, await world.staff('head'), post, await shownOn(world, post));
    await schedulePost(world.web, await world.staff('comms'), post, { wall: '2026-11-19T07:00' });
    world.clock.set('2026-11-19T07:00:00Z');
    await publishNow(world, post);
    expect(await statusOf(post)).toBe('published');
  });

  it('are stopped at once when the headteacher takes the permission back', async () => {
    await allow();
    const post = await away();
    await submit(post);
    await approvePost(world.web, await world.staff('head'), post, await shownOn(world, post));
    await schedulePost(world.web, await world.staff('comms'), post, { wall: '2026-11-19T08:00' });
    const changed = await allow({ rule: 'after_return' });
    expect(changed.ok && changed.stopped).toEqual([post.postId]);
    expect(await causesOf(post)).toEqual(['trip_changed']);
  });
});

describe('an account for one trip (R-13)', () => {
  let tripId: string;
  beforeEach(async () => {
    tripId = await residential([world.pupil(4), world.pupil(5)]);
  });
  const page = async () => {
    const home = await findSchool(world.db, world);
    const trip = await findTrip(world.db, world, tripId);
    if (!home || !trip) throw new Error('nothing there');
    const school = { ...home, settings: settingsOf(home.settings), practice: true };
    return readAccountToOpen(world.db, school, trip, world.clock.now());
  };
  const open = async (over: Partial<OpenTripAccount> = {}, as = 'head') =>
    openTripAccount(world.web, await world.staff(as), {
      ...ref(tripId),
      handle: 'ashwick_trip',
      displayName: 'Ashwick Lane: a trip',
      lastDay: '2026-11-30',
      seen: (await page()).seen,
      requestKey: randomUUID(),
      ...over,
    });
  const everybodySaysYes = async () => {
    for (const index of [4, 5]) await yesForTrip(tripId, index);
    world.clock.advance(1_000);
  };

  it('waits until everybody who may appear has a yes for this very trip', async () => {
    expect(await page()).toMatchObject({ barrier: 'yes_for_trip_missing', withoutYes: 2, appear: 0 });
    expect(await open()).toEqual({ ok: false, barrier: 'yes_for_trip_missing' });
    await yesForTrip(tripId, 4);
    expect(await open()).toEqual({ ok: false, barrier: 'yes_for_trip_missing' });
    await yesForTrip(tripId, 5);
    expect(await page()).toMatchObject({ barrier: null, appear: 2, of: 2 });
  });

  it('does not wait for somebody who may not appear at all', async () => {
    await yesForTrip(tripId, 4);
    await recordProvisionalNo(world.web, await world.staff('teacher'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(5), requestKey: randomUUID() },
      ...{ method: 'in_person', saidBy: 'the pupil' },
    });
    expect(await page()).toMatchObject({ barrier: null, appear: 1, of: 2 });
  });

  it('is opened by the headteacher alone, once, and is told of', async () => {
    await everybodySaysYes();
    await expect(open({}, 'teacher')).rejects.toThrow('forbidden');
    await expect(open({}, 'deputy')).rejects.toThrow('forbidden');
    const input = { requestKey: randomUUID() };
    const opened = await open(input);
    expect(opened).toMatchObject({ ok: true });
    expect(await open(input)).toEqual(opened);
    expect(await open()).toEqual({ ok: false, barrier: 'account_was_opened' });
    expect(await logged('trip.account_opened')).toHaveLength(1);
    const account = opened.ok ? await findAccount(world.db, world, opened.accountId) : null;
    expect(account).toMatchObject({ kind: 'trip', approvedBy: userId('ashwick/head'), practice: true });
    expect(account?.closesAt?.toISOString()).toBe('2026-12-01T00:00:00.000Z');
    expect((await told('trip_account_opened')).map((notice) => notice.userId)).toContain(
      userId('ashwick/teacher'),
    );
  });

  it('is not opened on a list that has changed since it was shown', async () => {
    await everybodySaysYes();
    const { seen } = await page();
    await yesForTrip(tripId, 0);
    await changeTripList(world.web, await world.staff('teacher'), ref(tripId), {
      on: [world.pupil(0)],
      off: [],
    });
    await expect(open({ seen })).rejects.toThrow('list_changed');
  });

  it('is not opened after the trip’s first post, nor where no account can be connected', async () => {
    const over = ref(world.trip('over'));
    const post = await scheduledPost(world, { minutes: 1 });
    world.clock.advance(60_000);
    await publishNow(world, post);
    tripId = over.tripId;
    expect(await page()).toMatchObject({ barrier: 'trip_has_posts' });
    expect(await open()).toEqual({ ok: false, barrier: 'trip_has_posts' });
    const plain = {
      trip: { cancelledAt: null, accountId: null },
      firstPostAt: null,
      pupils: [],
      stale: false,
    };
    expect(accountBarrier({ ...plain, practice: false })).toBe('accounts_not_connected');
  });

  it.each([
    ['a handle X would not have', { handle: 'ashwick lane!' }, 'handle'],
    ['another account’s handle', { handle: 'ASHWICKLANE' }, 'handle'],
    ['no name', { displayName: ' ' }, 'displayName'],
    ['a last day before the trip’s end', { lastDay: '2026-11-19' }, 'lastDay'],
    ['a last day far ahead', { lastDay: '2027-06-01' }, 'lastDay'],
    ['no day at all', { lastDay: 'soon' }, 'lastDay'],
  ])('says that %s will not do', async (_what, over, field) => {
    await everybodySaysYes();
    const taken = 'handle' in over && over.handle === 'ASHWICKLANE' ? await ownHandle() : {};
    expect(await open({ ...over, ...taken })).toMatchObject({ ok: false, issues: [{ field }] });
  });
  const ownHandle = async () => {
    const post = await draftPost(world, { photos: [] });
    const { account } = await readPostFacts(world.db, post, world.clock.now());
    return { handle: account.handle.toUpperCase() };
  };

  it('takes posts of its trip alone, and shows there only who has a yes for it', async () => {
    await everybodySaysYes();
    const opened = await open();
    if (!opened.ok) throw new Error('not opened');
    const start = (about: string | null) => ({
      schoolId: world.schoolId,
      accountId: opened.accountId,
      tripId: about,
      purpose: 'celebration' as const,
      requestKey: randomUUID(),
    });
    const teacher = await world.staff('teacher');
    await expect(startPost(world.web, teacher, start(null))).rejects.toThrow('account_of_another_trip');
    await expect(startPost(world.web, teacher, start(world.trip('over')))).rejects.toThrow(
      'account_of_another_trip',
    );
    expect(await startPost(world.web, teacher, start(tripId))).toHaveProperty('postId');
    // Pupil 0 has said yes to posts in general, and not to this trip's own account.
    await changeTripList(world.web, teacher, ref(tripId), { on: [world.pupil(0)], off: [] });
    const home = await findSchool(world.db, world);
    if (!home) throw new Error('no school');
    const school = { ...home, settings: settingsOf(home.settings) };
    const list = await tripWithPermissions(world.db, teacher, school, tripId, world.clock.now());
    const word = (index: number) => list.pupils.find(({ id }) => id === world.pupil(index))?.word;
    expect([word(4), word(5), word(0)]).toEqual(['can be shown', 'can be shown', 'not in photos']);
  });

  it('closes by itself after its last day, is told of once, and lets nothing be placed beyond it', async () => {
    await everybodySaysYes();
    await open();
    const row = (await tripAccountsToClose(world.db, new Date('2026-12-01T00:00:00Z'), 10)).find(
      (each) => each.tripId === tripId,
    );
    expect(row).toEqual(ref(tripId));
    await closeEndedAccount(world.worker, ref(tripId));
    expect(await logged('trip.account_closed')).toEqual([]);
    world.clock.set('2026-12-01T00:00:00Z');
    await closeEndedAccount(world.worker, ref(tripId));
    await closeEndedAccount(world.worker, ref(tripId));
    expect(await logged('trip.account_closed')).toHaveLength(1);
    expect(await tripAccountsToClose(world.db, world.clock.now(), 10)).toEqual([]);
    expect((await told('trip_account_closed')).every(({ code }) => code === 'last_day')).toBe(true);
  });

  it('is closed at once by the headteacher, and with the trip', async () => {
    await everybodySaysYes();
    const opened = await open();
    await closeTripAccount(world.web, await world.staff('head'), ref(tripId));
    const account = opened.ok ? await findAccount(world.db, world, opened.accountId) : null;
    expect(account?.closesAt).toEqual(world.clock.now());
    await cancelTrip(world.web, await world.staff('teacher'), ref(tripId));
    expect(await logged('trip.account_closed')).toHaveLength(1);
  });
});

describe('an approval of before these rules', () => {
  it('is not enough to let a held post go on', async () => {
    const post = await approvedPost(world);
    await holdPost(world.web, await world.staff('head'), post);
    await world.db.update(reviews).set({ rulesVersion: RULES_VERSION - 1 });
    await expect(releasePost(world.web, await world.staff('head'), post)).rejects.toThrow(
      'approval_not_valid',
    );
    await world.db.update(reviews).set({ rulesVersion: RULES_VERSION });
    await releasePost(world.web, await world.staff('head'), post);
    expect(await statusOf(post)).toBe('approved');
  });
});
