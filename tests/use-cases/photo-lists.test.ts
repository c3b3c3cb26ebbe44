// A trip's photo list: numbered copies that remember who was on them, that become out of date with a change, come back or are lost,
// and say nothing of why somebody is not on them.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, NO_CONDITIONS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-types.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { type CopyRef, handBackCopy, sayCopyLost, settleLostCopy } from '#app/domain/photo-lists/end-copy.ts';
import { type CopyMade, makeCopy, type MakeCopy } from '#app/domain/photo-lists/make-copy.ts';
import { copiesThatMatter, readCopy, readTripLists } from '#app/domain/photo-lists/read-lists.ts';
import { refreshCopy } from '#app/domain/photo-lists/refresh-copy.ts';
import { schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { concerns } from '#db/schema/concerns.ts';
import { notices } from '#db/schema/notices.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { pupils, tripPupils, trips } from '#db/schema/pupils.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { userId } from '#db/seed/practice-people.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const DAY = 86_400_000;
let world: World;
let tripId: string;
beforeAll(async () => {
  world = await openWorld();
  tripId = world.trip('now');
});
afterAll(() => world.close());

async function schoolOf(key: string) {
  const person = await world.staff(key);
  const school = (await schoolsOfPerson(world.db, person, world.clock.now())).find(
    ({ id }) => id === world.schoolId,
  );
  if (!school) throw new Error(`${key} does not work here`);
  return { person, school };
}
const make = async (differs: Partial<MakeCopy> = {}, as = 'teacher'): Promise<CopyMade> => {
  const { person, school } = await schoolOf(as);
  const asked = { tripId, kind: 'paper' as const, sharedDevice: false, requestKey: randomUUID() };
  return makeCopy(world.web, person, school, { ...asked, ...differs });
};
async function made(differs: Partial<MakeCopy> = {}) {
  const copy = await make(differs);
  if (!copy.ok) throw new Error(copy.barrier);
  return copy;
}
const refOf = (copyId: string): CopyRef => ({ schoolId: world.schoolId, tripId, copyId });
async function lists(as = 'teacher') {
  const { person, school } = await schoolOf(as);
  return readTripLists(world.db, person, school, { tripId, sharedDevice: false }, world.clock.now());
}
const standingOf = async (copyId: string) => (await lists()).copies.find(({ id }) => id === copyId)?.standing;
const eventsOf = async (copyId: string) =>
  (await world.db.select().from(auditEvents).orderBy(auditEvents.seq))
    .map(({ text }) => JSON.parse(text) as Record<string, unknown>)
    .filter((event) => JSON.stringify(event).includes(copyId));

const sayNo = async (pupilId: string) =>
  recordProvisionalNo(world.web, await world.staff('teacher'), {
    ...{ schoolId: world.schoolId, pupilId, requestKey: randomUUID() },
    ...{ method: 'in_person', saidBy: 'the pupil' },
  });

describe('a copy', () => {
  it('has the trip’s next number, the pupils on it and an event without a name, once for a form sent twice', async () => {
    const requestKey = randomUUID();
    const { copy, list } = await made({ requestKey });
    const again = await made({ requestKey });
    expect(again.copy.id).toBe(copy.id);
    expect(again.copy.number).toBe(copy.number);
    expect((await made()).copy.number).toBe(copy.number + 1);
    expect(copy.pupilIds.length).toBeGreaterThan(5);
    expect(copy.pupilIds).toEqual(list.shown.map(({ pupilId }) => pupilId));
    const events = await eventsOf(copy.id);
    expect(events).toMatchObject([
      {
        type: 'photo_list.made',
        photoListId: copy.id,
        kind: 'paper',
        pupils: copy.pupilIds.length + copy.groupPupilIds.length,
      },
    ]);
    for (const { label } of list.shown) expect(JSON.stringify(events)).not.toContain(label);
  });

  it('takes only those who may be shown in posts about this trip, as the trip’s page says it', async () => {
    const { list } = await made();
    const { person, school } = await schoolOf('teacher');
    const { tripWithPermissions } = await import('#app/domain/consent/trip-permissions.ts');
    const trip = await tripWithPermissions(world.db, person, school, tripId, world.clock.now());
    const ids = (word: string) =>
      trip.pupils
        .filter((pupil) => pupil.word === word)
        .map(({ id }) => id)
        .sort();
    expect(list.shown.map(({ pupilId }) => pupilId).sort()).toEqual(ids('can be shown'));
    expect(list.group.map(({ pupilId }) => pupilId).sort()).toEqual(ids('only in a group'));
    expect(ids('not in photos').length).toBeGreaterThan(0);
  });

  it('gets a number of its own when several are made at once', async () => {
    const copies = await Promise.all([made(), made(), made(), made()]);
    expect(new Set(copies.map(({ copy }) => copy.number)).size).toBe(4);
  });

  it('on a phone is refused on a device that others use', async () => {
    expect(await make({ kind: 'phone', sharedDevice: true })).toEqual({
      ok: false,
      barrier: 'shared_device',
    });
    expect(await make({ kind: 'paper', sharedDevice: true })).toMatchObject({ ok: true });
  });

  it.each(['office', 'data', 'dsl'])('is not made by %s', async (key) => {
    await expect(make({}, key)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is not made of another school’s trip (R-06)', async () => {
    await expect(make({ tripId: practiceId('trip/harrowdean/now') })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a copy that is older than a change', () => {
  it('is out of date on paper, and the phone’s is renewed and says so', async () => {
    const paper = await made();
    const phone = await made({ kind: 'phone' });
    const { person, school } = await schoolOf('teacher');
    const refresh = () =>
      refreshCopy(world.web, person, school, { tripId, copyId: phone.copy.id, sharedDevice: false });
    expect(await refresh()).toMatchObject({ ok: true, wasOutOfDate: false });
    expect(await standingOf(paper.copy.id)).toBe('good');

    world.clock.advance(60_000);
    const pupilId = paper.copy.pupilIds[0] ?? '';
    await sayNo(pupilId);
    expect(await standingOf(paper.copy.id)).toBe('out_of_date');
    expect(await standingOf(phone.copy.id)).toBe('out_of_date');
    const matter = await copiesThatMatter(world.db, person, school, tripId, world.clock.now());
    expect(matter?.map(({ id }) => id)).toEqual(expect.arrayContaining([paper.copy.id, phone.copy.id]));

    const renewed = await refresh();
    if (!renewed.ok) throw new Error('ended');
    expect(renewed.wasOutOfDate).toBe(true);
    expect(renewed.list.shown.map(({ pupilId: id }) => id)).not.toContain(pupilId);
    expect(await standingOf(phone.copy.id)).toBe('good');
    expect(await refresh()).toMatchObject({ wasOutOfDate: false });
    const refreshed = (await eventsOf(phone.copy.id)).filter(({ type }) => type === 'photo_list.refreshed');
    expect(refreshed).toHaveLength(1);
  });

  it('is brought up to date by the one who made it alone, and not on paper', async () => {
    const phone = await made({ kind: 'phone' });
    const paper = await made();
    const head = await schoolOf('head');
    const teacher = await schoolOf('teacher');
    for (const [{ person, school }, copyId] of [
      [head, phone.copy.id],
      [teacher, paper.copy.id],
    ] as const)
      await expect(
        refreshCopy(world.web, person, school, { tripId, copyId, sharedDevice: false }),
      ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not given again once it was handed back, lost, or asked for on a shared device', async () => {
    const { person, school } = await schoolOf('teacher');
    const refresh = (copyId: string, sharedDevice = false) =>
      refreshCopy(world.web, person, school, { tripId, copyId, sharedDevice });
    const [back, lost, shared] = [
      (await made({ kind: 'phone' })).copy.id,
      (await made({ kind: 'phone' })).copy.id,
      (await made({ kind: 'phone' })).copy.id,
    ];
    await handBackCopy(world.web, person, refOf(back));
    await sayCopyLost(world.web, person, refOf(lost));
    expect(await refresh(back)).toEqual({ ok: false });
    expect(await refresh(lost)).toEqual({ ok: false });
    expect(await refresh(shared, true)).toEqual({ ok: false });
    expect(await refresh(shared)).toMatchObject({ ok: true });
    for (const requestKey of [back, lost])
      await expect(make({ kind: 'phone', requestKey })).rejects.toMatchObject({ code: 'illegal_move' });
  });
});

describe('a lost copy', () => {
  it('is told to the data lead and the safeguarding leads once, stops no post, and says what was on it', async () => {
    const { copy } = await made();
    const { person, school } = await schoolOf('teacher');
    const before = (await world.db.select().from(concerns)).length;
    for (let i = 0; i < 2; i++) await sayCopyLost(world.web, person, refOf(copy.id));
    const told = await world.db.select().from(notices).where(eq(notices.kind, 'photo_list_lost'));
    const now = world.clock.now().getTime();
    const fresh = told.filter(({ createdAt }) => createdAt.getTime() === now);
    for (const key of ['ashwick/data', 'ashwick/dsl'])
      expect(fresh.map((notice) => notice.userId)).toContain(userId(key));
    expect(new Set(fresh.map(({ aboutId }) => aboutId))).toEqual(new Set([tripId]));
    expect(await world.db.select().from(concerns)).toHaveLength(before);
    expect((await eventsOf(copy.id)).filter(({ cause }) => cause === 'lost')).toHaveLength(1);

    const dsl = await schoolOf('dsl');
    const one = await readCopy(world.db, dsl.person, school, { tripId, copyId: copy.id }, world.clock.now());
    expect(one.shown.map(({ pupilId }) => pupilId).sort()).toEqual([...copy.pupilIds].sort());
    for (const { label } of one.shown) expect(label).toMatch(/^\S.* \S{1,3}$/);
  });

  it('stays open until a data lead or safeguarding lead says that it is dealt with', async () => {
    const { copy } = await made();
    const teacher = await world.staff('teacher');
    await settleLostCopy(world.web, await world.staff('dsl'), refOf(copy.id));
    expect(await standingOf(copy.id)).toBe('good');
    await sayCopyLost(world.web, teacher, refOf(copy.id));
    expect(await standingOf(copy.id)).toBe('lost');
    await expect(settleLostCopy(world.web, teacher, refOf(copy.id))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await settleLostCopy(world.web, await world.staff('data'), refOf(copy.id));
    expect(await standingOf(copy.id)).toBe('lost_settled');
  });

  it('that turns up is handed back', async () => {
    const { copy } = await made();
    const teacher = await world.staff('teacher');
    await sayCopyLost(world.web, teacher, refOf(copy.id));
    await handBackCopy(world.web, teacher, refOf(copy.id));
    expect(await standingOf(copy.id)).toBe('returned');
  });

  it('still has its names when a pupil has come off the trip since', async () => {
    const { copy } = await made();
    const [gone = ''] = copy.pupilIds;
    await world.db.delete(tripPupils).where(eq(tripPupils.pupilId, gone));
    const { person, school } = await schoolOf('dsl');
    const one = await readCopy(world.db, person, school, { tripId, copyId: copy.id }, world.clock.now());
    expect(one.shown.find(({ pupilId }) => pupilId === gone)?.label).toMatch(/\S \S/);
    expect(await standingOf(copy.id)).toBe('out_of_date');
  });
});

describe('the trip’s end', () => {
  it('makes every copy void a day later, and lets none be made', async () => {
    const paper = await made();
    const phone = await made({ kind: 'phone' });
    const [trip] = await world.db.select().from(trips).where(eq(trips.id, tripId));
    const started = world.clock.now();
    const end = trip?.endsAt.getTime() ?? 0;
    const { person, school } = await schoolOf('teacher');
    try {
      world.clock.set(new Date(end + DAY - 1));
      expect(await make()).toMatchObject({ ok: true });
      expect(await standingOf(phone.copy.id)).toBe('good');
      world.clock.set(new Date(end + DAY));
      expect(await make()).toEqual({ ok: false, barrier: 'trip_over' });
      expect(await standingOf(phone.copy.id)).toBe('void');
      expect(
        await refreshCopy(world.web, person, school, {
          ...{ tripId, copyId: phone.copy.id, sharedDevice: false },
        }),
      ).toEqual({ ok: false });
      // Paper is void after a day that stands on it, not at a minute.
      world.clock.set(new Date(end + 3 * DAY));
      expect(await standingOf(paper.copy.id)).toBe('void');
    } finally {
      world.clock.set(started);
    }
  });
});

describe('a list on which a pupil is not', () => {
  const [pupilId, holderId] = [randomUUID(), randomUUID()];
  const common = () => ({ schoolId: world.schoolId, pupilId, requestKey: randomUUID() });

  /** One more on the trip, of whom nobody was ever asked anything. */
  async function withOneMore(there: World): Promise<void> {
    const at = there.clock.now();
    await there.db.insert(pupils).values({
      ...{ id: pupilId, schoolId: there.schoolId, misId: 'new', createdAt: at },
      ...{
        legalForename: 'Wren',
        legalSurname: 'Ashdown',
        yearGroup: 'Year 4',
        registrationGroup: '4 Hazel',
      },
      ...{ dateOfBirth: '2018-01-15', startsOn: '2022-09-01' },
    });
    await there.db.insert(authorityHolders).values({
      ...{ id: holderId, schoolId: there.schoolId, pupilId, name: 'Rowan Ashdown', relationship: 'mother' },
      ...{ authority: 'parental_responsibility', authorityFrom: new Date('2024-01-01') },
      ...{ evidence: 'Seen', verifiedBy: userId('ashwick/office'), verifiedAt: at },
    });
    await there.db
      .insert(tripPupils)
      .values({ schoolId: there.schoolId, tripId: there.trip('over'), pupilId });
  }
  const answered = async (there: World, answer: 'granted' | 'refused') =>
    expect(
      await recordConsent(there.web, await there.staff('office'), {
        ...common(),
        ...{ holderId, answer, accountScope: 'own_school' },
        ...{ subjects: [...SUBJECTS], channels: [...CHANNELS], purposes: [...PURPOSES] },
        ...{ eventId: null, conditions: NO_CONDITIONS, answeredOn: '2026-11-10', lastDay: null },
        ...{ method: 'phone', evidence: 'Spoke to her', formVersionId: null },
      }),
    ).toMatchObject({ ok: true });
  const ways: Record<string, (there: World) => Promise<unknown>> = {
    'no answer': async () => undefined,
    'a refusal': (there) => answered(there, 'refused'),
    'a restriction': async (there) => {
      await answered(there, 'granted');
      await setRestriction(there.web, await there.staff('dsl'), {
        ...common(),
        ...{ type: 'do_not_publish', reason: 'Sealed', reviewOn: null },
      });
    },
    'a yes': (there) => answered(there, 'granted'),
  };

  it('is the same list, byte for byte, whatever the cause', async () => {
    const requestKey = randomUUID();
    const seen = new Map<string, string>();
    for (const [way, change] of Object.entries(ways)) {
      const there = await openWorld();
      await withOneMore(there);
      there.clock.advance(60_000);
      await change(there);
      there.clock.advance(60_000);
      const person = await there.staff('teacher');
      const [school] = await schoolsOfPerson(there.db, person, there.clock.now());
      if (!school) throw new Error('no school');
      const asked = { tripId: there.trip('over'), kind: 'phone' as const, sharedDevice: false, requestKey };
      const copy = await makeCopy(there.web, person, school, asked);
      seen.set(
        way,
        JSON.stringify(copy, (_, value: unknown) => (value instanceof Map ? [...value] : value)),
      );
      await there.close();
    }
    expect(seen.get('a restriction')).toBe(seen.get('a refusal'));
    expect(seen.get('a restriction')).toBe(seen.get('no answer'));
    expect(seen.get('a yes')).toContain(`{"pupilId":"${pupilId}","label":"Wren A"}`);
  }, 60_000);
});
