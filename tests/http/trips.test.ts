// The pages of a trip: who has which door, what each says and sends back, and that nothing on them tells one reason for which a
// pupil is not shown from another.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { visitLimits } from '#app/adapters/visit-limits.server.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { NO_CONDITIONS } from '#app/domain/consent/consent-types.ts';
import { makeTrip } from '#app/domain/trips/keep-trip.ts';
import { changeTripList } from '#app/domain/trips/trip-list.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import type { TripAccountPage } from '#app/presenters/trip-account.ts';
import type { WholeTripPage } from '#app/presenters/trip-page.ts';
import * as account from '#app/routes/s.$school.trips.$tripId.account.tsx';
import * as cancel from '#app/routes/s.$school.trips.$tripId.cancel.tsx';
import * as edit from '#app/routes/s.$school.trips.$tripId.edit.tsx';
import { loader as tripLoader } from '#app/routes/s.$school.trips.$tripId._index.tsx';
import * as pupilsPage from '#app/routes/s.$school.trips.$tripId.pupils.tsx';
import * as posts from '#app/routes/s.$school.trips.$tripId.posts.tsx';
import * as made from '#app/routes/s.$school.trips.new.tsx';
import { consentAsks, consentRequests } from '#db/schema/consent-asking.ts';
import { consentDecisions, consentFormVersions } from '#db/schema/consent.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { userId } from '#db/seed/practice-people.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { headerAuth, openWeb, ORIGIN, requestOf, unused, type Web } from '#tests/support/web.ts';
import { wholeResponse } from '#tests/support/whole-pages.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let web: Web;
let tripId: string;
beforeAll(async () => {
  web = await openWeb();
  tripId = await tripOf(web.world);
});
afterAll(() => web.close());

const HOUR = 3_600_000;
const wall = (world: World, hours: number) =>
  wallTimeOf(new Date(world.clock.now().getTime() + hours * HOUR), 'Europe/London');
const typed = (world: World) => ({
  name: 'Year 4 at Gullhaven',
  place: 'Gullhaven',
  leaderId: userId('ashwick/teacher'),
  starts: wall(world, 24),
  ends: wall(world, 72),
  postDelayMinutes: '60',
});

async function tripOf(world: World, key: string = randomUUID(), ids = [0, 4, 5]): Promise<string> {
  const teacher = await world.staff('teacher');
  const { schoolId } = world;
  const fields = { ...typed(world), postDelayMinutes: 60, schoolId, requestKey: key };
  const trip = await makeTrip(world.web, teacher, fields);
  if (!trip.ok) throw new Error('not made');
  const on = ids.map((index) => world.pupil(index));
  await changeTripList(world.web, teacher, { schoolId, tripId: key }, { on, off: [] });
  return key;
}

const at = (tripIdOf = tripId) => ({ tripId: tripIdOf });
const noPost = () => ({ schoolId: web.world.schoolId, postId: '' });
const send = (
  route: { action: Parameters<typeof press>[1] },
  as: string,
  form: Record<string, string | string[]>,
  params = at(),
) => press(web, route.action, as, noPost(), form, params);
const page = async (as: string, params = at()) =>
  ((await look(web, tripLoader, as, null, '', params)).data as { trip: WholeTripPage }).trip;

describe('the doors of a trip', () => {
  test.each([
    ['ashwick/teacher', ['Choose pupils', 'Change the trip', 'Call it off']],
    [
      'ashwick/head',
      [
        ...['Choose pupils', 'Change the trip', 'Posts while it is away', 'An account of its own'],
        'Call it off',
      ],
    ],
    ['ashwick/office', ['Choose pupils', 'Change the trip', 'Call it off']],
    ['ashwick/dsl', []],
  ])('%s finds %j', async (as, labels) => {
    expect((await page(as)).doors.map(({ label }) => label)).toEqual(labels);
  });

  test.each([
    ['posts', posts, 'ashwick/teacher'],
    ['account', account, 'ashwick/teacher'],
    ['account', account, 'ashwick/deputy'],
    ['pupils', pupilsPage, 'ashwick/dsl'],
    ['edit', edit, 'ashwick/data'],
    ['cancel', cancel, 'ashwick/dsl'],
  ])('%s is not there for %s', async (_name, route, as) => {
    expect((await look(web, route.loader, as, null, '', at())).status).toBe(404);
    expect((await send(route, as, { intent: 'close' })).status).toBe(404);
  });

  test('nothing can be changed once it is called off, and its page still tells who went', async () => {
    const off = await tripOf(web.world);
    expect((await send(cancel, 'ashwick/teacher', { intent: 'cancel' }, at(off))).to).toBe(
      `${BASE}/trips/${off}?note=cancelled`,
    );
    for (const route of [edit, pupilsPage, posts, account, cancel])
      expect((await look(web, route.loader, 'ashwick/head', null, '', at(off))).status).toBe(404);
    expect(await page('ashwick/head', at(off))).toMatchObject({ cancelled: true, doors: [], todos: [] });
  });
});

describe('making and changing a trip', () => {
  test('goes on to its pupils, once, however often the form is sent', async () => {
    const form = { ...typed(web.world), requestKey: randomUUID() };
    for (let i = 0; i < 2; i++)
      expect((await send(made, 'ashwick/teacher', form, at())).to).toBe(
        `${BASE}/trips/${form.requestKey}/pupils?note=made`,
      );
  });

  test('gives back what was typed, with a sentence at each field', async () => {
    const form = { ...typed(web.world), name: '', starts: 'soon', requestKey: randomUUID() };
    const answer = await send(made, 'ashwick/teacher', form);
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({
      errors: {
        name: expect.stringMatching(/^Give the trip a name/),
        starts: 'Give the day and the time when it leaves.',
      },
      typed: { place: 'Gullhaven' },
    });
  });

  test('says when it is saved', async () => {
    const form = { ...typed(web.world), name: 'Year 4 by the sea' };
    expect((await send(edit, 'ashwick/office', form)).to).toBe(
      `${BASE}/trips/${tripId}?note=changed&stopped=0`,
    );
    expect((await page('ashwick/teacher')).name).toBe('Year 4 by the sea');
  });
});

describe('who goes', () => {
  interface PupilsPage {
    going: number;
    klass: { pupils: { id: string; goes: boolean }[]; suggested: boolean } | null;
  }
  const klass = async (group: string, params = at()) =>
    (
      await look(
        web,
        pupilsPage.loader,
        'ashwick/teacher',
        null,
        `?class=${encodeURIComponent(group)}`,
        params,
      )
    ).data as PupilsPage;

  test('a class of which nobody goes yet is ticked whole; one of which some go, as it stands', async () => {
    const fresh = await tripOf(web.world, randomUUID(), []);
    const whole = (await klass('2 Willow', at(fresh))).klass;
    expect(whole?.suggested).toBe(true);
    expect(whole?.pupils).toHaveLength(18);
    expect(whole?.pupils.every(({ goes }) => goes)).toBe(true);
    const some = (await klass('4 Hazel')).klass;
    expect(some?.suggested).toBe(false);
    expect(some?.pupils.filter(({ goes }) => goes)).toHaveLength(3);
    expect((await klass('9 Nowhere')).klass).toBeNull();
  });

  test('a saved class undoes nothing that somebody else did meanwhile', async () => {
    const own = await tripOf(web.world, randomUUID(), [0, 1]);
    const was = [web.world.pupil(0), web.world.pupil(1)].join(' ');
    const { schoolId } = web.world;
    const other = { on: [web.world.pupil(2)], off: [] };
    await changeTripList(web.world.web, await web.world.staff('office'), { schoolId, tripId: own }, other);
    await send(
      pupilsPage,
      'ashwick/teacher',
      { intent: 'class', was, pupil: [web.world.pupil(0), web.world.pupil(3)] },
      at(own),
    );
    const left = (await page('ashwick/teacher', at(own))).groups.flatMap(({ pupils }) => pupils);
    expect(new Set(left.map(({ id }) => id))).toEqual(
      new Set([0, 2, 3].map((index) => web.world.pupil(index))),
    );
  });

  test('what is typed to find somebody comes back as an answer, never in an address', async () => {
    const answer = await send(pupilsPage, 'ashwick/teacher', { intent: 'find', typed: 'a' });
    expect(answer.to).toBeNull();
    const { pupils } = answer.data as { pupils: { id: string }[] };
    expect(pupils.length).toBeGreaterThan(3);
    const [first] = pupils;
    expect((await send(pupilsPage, 'ashwick/teacher', { intent: 'on', pupil: first?.id ?? '' })).to).toBe(
      `${BASE}/trips/${tripId}/pupils?note=list&stopped=0`,
    );
  });

  test('another school’s pupil is not there', async () => {
    const form = { intent: 'on', pupil: practiceId('pupil/harrowdean/0') };
    expect((await send(pupilsPage, 'ashwick/teacher', form)).status).toBe(404);
  });
});

describe('what is set by the headteacher', () => {
  test('nothing but the two rules can be sent', async () => {
    const form = { rule: 'any_time', namedApproverId: '', placeWords: '' };
    expect((await send(posts, 'ashwick/head', form)).status).toBe(400);
  });

  test('the next day needs the one who approves', async () => {
    const form = { rule: 'next_day_no_place', namedApproverId: '', placeWords: 'the hut' };
    const answer = await send(posts, 'ashwick/head', form);
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({ errors: { namedApproverId: expect.stringMatching(/^Choose/) } });
    const done = await send(posts, 'ashwick/head', { ...form, namedApproverId: userId('ashwick/head') });
    expect(done.to).toBe(`${BASE}/trips/${tripId}?note=posts&stopped=0`);
    const facts = (await page('ashwick/teacher')).facts;
    expect(facts.find(({ label }) => label === 'Posts')?.text).toContain('without a word of where');
  });

  test('is not there for a trip that is back the same day', async () => {
    const same = at(web.world.trip('over'));
    expect((await look(web, posts.loader, 'ashwick/head', null, '', same)).status).toBe(404);
  });

  test('an account that is not ready says why, and nothing is opened', async () => {
    const shown = (await look(web, account.loader, 'ashwick/head', null, '', at())).data as TripAccountPage;
    expect(shown.barrier?.sentence).toBe('Some families have not said yes for this very trip.');
    const form = {
      intent: 'open',
      requestKey: randomUUID(),
      seen: shown.seen ?? '',
      handle: 'a_trip',
      displayName: 'A trip',
      lastDay: '2026-11-25',
    };
    expect((await send(account, 'ashwick/head', form)).status).toBe(409);
  });

  test('an account is opened for exactly what was shown', async () => {
    const ready = at(practiceId('trip/ashwick/next'));
    const shown = (await look(web, account.loader, 'ashwick/head', null, '', ready)).data as TripAccountPage;
    expect(shown.barrier).toBeNull();
    const form = {
      ...{ intent: 'open', requestKey: randomUUID(), seen: 'something else' },
      ...{ handle: 'ashwick_woods', displayName: 'Woods', lastDay: '2026-12-05' },
    };
    expect((await send(account, 'ashwick/head', form, ready)).status).toBe(409);
    const opened = await send(account, 'ashwick/head', { ...form, seen: shown.seen ?? '' }, ready);
    expect(opened.to).toBe(`${BASE}/trips/${ready.tripId}?note=opened`);
    expect((await page('ashwick/teacher', ready)).facts.at(-1)).toMatchObject({
      label: 'Account',
      text: expect.stringMatching(
        /^@ashwick_woods, approved by Ngozi Okafor; it closes by itself after Sat 5/,
      ),
    });
    expect((await send(account, 'ashwick/head', { intent: 'close' }, ready)).to).toBe(
      `${BASE}/trips/${ready.tripId}?note=closed`,
    );
  });
});

describe('what is still to be done', () => {
  test('counts who is not in photos and was not asked, and gives the button to those who ask', async () => {
    const own = await tripOf(web.world, randomUUID(), [0, 3, 11]);
    const asked = (await page('ashwick/office', at(own))).todos.find(({ key }) => key === 'ask');
    expect(asked?.sentence).toMatch(/^2 pupils are not in photos/);
    expect(asked?.action?.to).toBe(`${BASE}/requests/new?trip=${own}`);
    expect((await page('ashwick/teacher', at(own))).todos[0]?.action).toBeNull();
    await askAbout(web.world, own, 11);
    const todos = (await page('ashwick/office', at(own))).todos;
    expect(todos.find(({ key }) => key === 'ask')?.sentence).toMatch(/^1 pupil is not in photos/);
    expect(todos.find(({ key }) => key === 'letters')?.sentence).toMatch(/^1 letter about it is/);
  });
});

/** A letter about the trip for one pupil's first parent, not handed out yet. */
async function askAbout(world: World, about: string, index: number): Promise<void> {
  const [form] = await world.db.select().from(consentFormVersions);
  const [request] = await world.db
    .insert(consentRequests)
    .values({
      ...{ schoolId: world.schoolId, kind: 'trip', formSeries: form?.series ?? randomUUID(), tripId: about },
      ...{ dueOn: '2026-12-01', madeBy: userId('ashwick/office'), madeAt: world.clock.now() },
      requestKey: randomUUID(),
    })
    .returning();
  const [other] = await world.db
    .select({ id: consentDecisions.holderId })
    .from(consentDecisions)
    .where(eq(consentDecisions.pupilId, world.pupil(0)));
  await world.db.insert(consentAsks).values({
    ...{ schoolId: world.schoolId, requestId: request?.id ?? '', way: 'letter' },
    ...{ pupilId: world.pupil(index), holderId: other?.id ?? '' },
  });
}

describe('a pupil who is not in photos', () => {
  /** Of whom nobody has ever been heard. */
  const PUPIL = 11;
  const KEY = '5b0e4a52-2f0b-4e0c-9b1d-1f6f2f3b8a10';
  const refusal = (world: World): Parameters<typeof recordConsent>[2] => ({
    ...{ schoolId: world.schoolId, pupilId: world.pupil(PUPIL), requestKey: randomUUID() },
    holderId: practiceId(`holder/ashwick/${PUPIL}/0`),
    ...{ answer: 'refused', subjects: [], channels: [], purposes: [], accountScope: 'own_school' },
    ...{ eventId: null, conditions: NO_CONDITIONS, answeredOn: '2026-11-18', lastDay: null },
    ...{ method: 'phone', evidence: '', formVersionId: null },
  });
  const ways: Record<string, (world: World) => Promise<unknown>> = {
    'a restriction': async (world) =>
      setRestriction(world.web, await world.staff('dsl'), {
        ...{ schoolId: world.schoolId, pupilId: world.pupil(PUPIL), requestKey: randomUUID() },
        ...{ type: 'do_not_publish', reason: 'Sealed', reviewOn: null },
      }),
    'a refusal': async (world) => recordConsent(world.web, await world.staff('office'), refusal(world)),
    'no answer': async () => undefined,
  };

  /** Every page of the trip for everybody who may see it, whole, after one thing happened. */
  async function pagesAfter(way: (world: World) => Promise<unknown>): Promise<string[]> {
    const world = await openWorld('ashwick');
    await tripOf(world, KEY, [0, PUPIL, 5]);
    await way(world);
    const whole: string[] = [];
    const services = {
      deps: world.web,
      auth: headerAuth(world),
      limits: visitLimits({ db: world.db, clock: world.clock, secret: 'a secret of thirty-two characters' }),
      publicOrigin: ORIGIN,
      sandbox: createDatabaseStore(world.db),
      health: unused('health'),
    };
    for (const as of ['teacher', 'head', 'deputy', 'comms', 'office'])
      for (const below of [
        '',
        '/pupils',
        '/pupils?class=4%20Hazel',
        '/edit',
        '/posts',
        '/account',
        '/cancel',
      ]) {
        const request = requestOf(`${BASE}/trips/${KEY}${below}`, {
          as: `ashwick/${as}`,
          headers: { host: '127.0.0.1:3000' },
        });
        const context = { cspNonce: 'nonce', clientAddress: '127.0.0.1', services };
        const response = await wholeResponse(request, context);
        const reference = response.headers.get('x-request-reference') ?? 'none';
        const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).sort();
        const text = [as, below, response.status, ...headers, await response.text()].join('\n');
        // A form's own key, made by chance; what the list is decided on comes back as a digest of what anyone may see.
        whole.push(
          text.replaceAll(reference, 'REFERENCE').replaceAll(/"requestKey"[^,]*,|value="[0-9a-f-]{36}"/g, ''),
        );
      }
    await world.close();
    return whole;
  }

  it('looks the same on every page of a trip, whether restricted, refused or never answered', async () => {
    const [restricted = [], ...others] = await Promise.all(Object.values(ways).map(pagesAfter));
    expect(restricted.filter((text) => /\n200\n/.test(text)).length).toBeGreaterThan(20);
    for (const other of others) expect(other).toEqual(restricted);
    const agreed = await pagesAfter(async (world) =>
      recordConsent(world.web, await world.staff('office'), {
        ...refusal(world),
        answer: 'granted',
        subjects: ['image'],
        channels: ['x'],
        purposes: ['trip'],
      }),
    );
    expect(agreed).not.toEqual(restricted);
  }, 120_000);
});
