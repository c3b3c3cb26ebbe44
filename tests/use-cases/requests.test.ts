// A round of asking: whom it asks and whom it cannot, that it starts once, what counts as an answer, whom it chases and when, and its
// end, after which silence is still no yes (F-19, R-64, R-65).
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { chaseRounds } from '#app/domain/requests/chase-rounds.ts';
import { closeRound } from '#app/domain/requests/close-round.ts';
import { planRound } from '#app/domain/requests/plan-round.ts';
import { listRounds, readRound, unansweredIn } from '#app/domain/requests/round-progress.ts';
import { startRound } from '#app/domain/requests/start-round.ts';
import { authorityHolders, consentDecisions } from '#db/schema/consent.ts';
import { closedDates } from '#db/schema/consent-ground.ts';
import { mails } from '#db/schema/mails.ts';
import { notices } from '#db/schema/notices.ts';
import { pupils } from '#db/schema/pupils.ts';
import { schools } from '#db/schema/school.ts';
import { userId } from '#db/seed/practice-people.ts';
import {
  answers,
  asksOfRound,
  inDays,
  leavePractice,
  newRound,
  outbox,
  scriptedMailer,
  sendAll,
  started,
  toMondayMorning,
  withAddresses,
} from '#tests/support/rounds.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const DAY = 86_400_000;
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await leavePractice(world);
});
afterAll(() => world.close());

const school = () => ({ id: world.schoolId, zone: 'Europe/London' });
const planned = async (differs: Partial<Parameters<typeof planRound>[3]> = {}, mail = true) =>
  planRound(
    world.db,
    await world.staff('office'),
    { ...school(), mail },
    { schoolId: world.schoolId, kind: 'general', groups: [], tripId: null, endingDays: null, ...differs },
    world.clock.now(),
  );
const progress = async (requestId: string) =>
  readRound(world.db, await world.staff('office'), school(), requestId, world.clock.now());

beforeEach(async () => {
  toMondayMorning(world);
  await world.db.delete(mails);
  for (const { round } of await listRounds(
    world.db,
    await world.staff('office'),
    school(),
    world.clock.now(),
  ))
    await closeRound(world.web, await world.staff('office'), {
      schoolId: world.schoolId,
      requestId: round.id,
    });
});

describe('the plan', () => {
  it('has one ask for each person with authority and each pupil, and names the pupils with nobody to ask', async () => {
    const alone = world.pupil(3);
    await world.db
      .update(authorityHolders)
      .set({ mayNotConsent: true })
      .where(eq(authorityHolders.pupilId, alone));
    await withAddresses(world, [world.pupil(0)]);
    const plan = await planned({ groups: ['4 Hazel'] });
    const holders = await world.db
      .select({ id: authorityHolders.id })
      .from(authorityHolders)
      .innerJoin(pupils, eq(pupils.id, authorityHolders.pupilId))
      .where(and(eq(pupils.registrationGroup, '4 Hazel'), eq(authorityHolders.mayNotConsent, false)));
    expect(plan.people.map(({ holderId }) => holderId).sort()).toEqual(holders.map(({ id }) => id).sort());
    expect(plan.people.length).toBeGreaterThan(plan.pupils);
    expect(plan.nobody.map(({ id }) => id)).toEqual([alone]);
    const ways = plan.people.filter(({ way }) => way === 'email');
    expect(new Set(ways.map(({ pupilId }) => pupilId))).toEqual(new Set([world.pupil(0)]));
    expect((await planned({ groups: ['4 Hazel'] }, false)).people.every(({ way }) => way === 'letter')).toBe(
      true,
    );
    await world.db
      .update(authorityHolders)
      .set({ mayNotConsent: false })
      .where(eq(authorityHolders.pupilId, alone));
  });

  it('is of the whole school, of some classes, or of the pupils of a trip', async () => {
    expect((await planned()).groups).toEqual(['2 Willow', '4 Hazel', '6 Rowan']);
    expect((await planned({ groups: ['6 Rowan'] })).groups).toEqual(['6 Rowan']);
    expect((await planned({ kind: 'trip', tripId: world.trip('now') })).groups).toEqual(['6 Rowan']);
    await expect(planned({ kind: 'trip', tripId: randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('leaves out whoever has left or is missing from the school’s records', async () => {
    const before = await planned();
    await world.db
      .update(pupils)
      .set({ leavesOn: inDays(world, -1) })
      .where(eq(pupils.id, world.pupil(0)));
    await world.db
      .update(pupils)
      .set({ missingSince: world.clock.now() })
      .where(eq(pupils.id, world.pupil(1)));
    const after = await planned();
    expect(before.pupils - after.pupils).toBe(2);
    await world.db.update(pupils).set({ leavesOn: null, missingSince: null });
  });

  it('of a renewal asks those whose yes ends in time, and not again whoever has renewed it', async () => {
    const ending = await world.db
      .select({ pupilId: consentDecisions.pupilId, holderId: consentDecisions.holderId })
      .from(consentDecisions)
      .where(eq(consentDecisions.decision, 'granted'));
    // Every test moves the clock on: one yes ends in time whenever this one runs.
    const somebody = (await planned({ groups: ['6 Rowan'] })).people[0];
    if (!somebody) throw new Error('nobody to ask');
    await answers(world, somebody, 'granted', null, inDays(world, 10));
    const asked = await planned({ kind: 'renewal', endingDays: 30 });
    const one = asked.people[0];
    if (!one) throw new Error('nobody’s yes ends within thirty days');
    expect(ending.some(({ pupilId }) => pupilId === one.pupilId)).toBe(true);
    const few = asked.people.length;
    expect(few).toBeLessThan((await planned()).people.length);
    world.clock.advance(60_000);
    await answers(world, one, 'granted');
    const [renewed] = await world.db
      .select()
      .from(consentDecisions)
      .where(
        and(eq(consentDecisions.holderId, one.holderId), eq(consentDecisions.recordedAt, world.clock.now())),
      );
    expect(renewed?.expiresAt?.getTime()).toBeGreaterThan(world.clock.now().getTime() + 60 * DAY);
    const left = await planned({ kind: 'renewal', endingDays: 30 });
    expect(left.people.map(({ holderId }) => holderId)).not.toContain(one.holderId);
    expect(left.people).toHaveLength(few - 1);
  });
});

describe('a round', () => {
  it('starts once, however often its form is sent, and everybody with an address is written to', async () => {
    await withAddresses(world, [world.pupil(0), world.pupil(1)]);
    const round = await newRound(world);
    const office = await world.staff('office');
    const first = await startRound(world.web, office, round, { mail: true });
    const again = await startRound(world.web, office, round, { mail: true });
    expect(first).toMatchObject({ ok: true });
    expect(again).toEqual(first);
    const asks = await asksOfRound(world, first.ok ? first.requestId : '');
    expect(asks).toHaveLength((await planned({ groups: ['4 Hazel'] })).people.length);
    const waiting = await outbox(world);
    expect(waiting.map(({ aboutId }) => aboutId).sort()).toEqual(
      asks.filter(({ way }) => way === 'email').map(({ id }) => id),
    );
  });

  it.each([
    ['a form that nobody published', { formSeries: randomUUID() }, 'form_missing'],
    ['a last day that is over', { dueOn: '2026-01-01' }, 'due_not_to_come'],
    ['no day of the calendar', { dueOn: '2027-02-30' }, 'due_not_to_come'],
    ['a trip that is not said', { kind: 'trip' as const }, 'trip_missing'],
    ['a class that is not there', { groups: ['9Z'] }, 'nobody_to_ask'],
    ['reminders every day', { remindEveryDays: 1 }, 'reminders_unknown'],
    ['an end in a hundred years', { kind: 'renewal' as const, endingDays: 36_500 }, 'ending_days_missing'],
  ])('does not start with %s', async (_what, differs, code) => {
    const round = await newRound(world, differs);
    const result = await startRound(world.web, await world.staff('office'), round, { mail: true });
    expect(result).toMatchObject({ ok: false, issues: [expect.objectContaining({ code })] });
    expect(await outbox(world)).toEqual([]);
  });

  it('is started by those who may ask families, and by nobody else', async () => {
    const round = await newRound(world);
    for (const key of ['teacher', 'head', 'comms'])
      await expect(
        startRound(world.web, await world.staff(key), round, { mail: true }),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
    await expect(
      startRound(world.web, await world.staff('harrowdean/data'), round, { mail: true }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('counts a no as it counts a yes', async () => {
    const requestId = await started(world);
    const [one, other] = await asksOfRound(world, requestId);
    if (!one || !other) throw new Error('nobody was asked');
    world.clock.advance(60_000);
    const before = await progress(requestId);
    expect(before.total).toMatchObject({ answered: 0, notAnswered: before.total.asked });
    await answers(world, one, 'granted');
    const yes = await progress(requestId);
    await answers(world, other, 'refused');
    const no = await progress(requestId);
    expect([yes.total.answered, no.total.answered]).toEqual([1, 2]);
    expect(no.trend.at(-1)?.answered).toBe(2);
  });

  it('does not count what was answered before it, about a trip, or by somebody else', async () => {
    const round = await newRound(world);
    const [person] = (await planned({ groups: ['4 Hazel'] })).people;
    if (!person) throw new Error('nobody to ask');
    await answers(world, person, 'granted');
    world.clock.advance(60_000);
    const requestId = await started(world, round);
    world.clock.advance(60_000);
    await answers(world, person, 'granted', world.trip('now'));
    await withdrawConsent(world.web, await world.staff('office'), {
      schoolId: world.schoolId,
      pupilId: person.pupilId,
      holderId: null,
      method: 'phone',
      evidence: '',
      requestKey: randomUUID(),
    });
    expect((await progress(requestId)).total.answered).toBe(0);
  });

  it('names who has not answered to those who may find pupils', async () => {
    const requestId = await started(world);
    const left = await unansweredIn(
      world.db,
      await world.staff('office'),
      school(),
      { requestId, group: '4 Hazel' },
      world.clock.now(),
    );
    expect(left).toHaveLength((await progress(requestId)).total.asked);
    expect(left?.[0]).toMatchObject({ pupil: expect.any(String), person: expect.any(String), sent: 0 });
  });
});

describe('chasing', () => {
  async function written(): Promise<{ requestId: string; sentTo: () => string[] }> {
    await withAddresses(world, [world.pupil(0), world.pupil(1)]);
    const mailer = scriptedMailer(world);
    const requestId = await started(world);
    await sendAll(world);
    const first = mailer.sent.length;
    return { requestId, sentTo: () => mailer.sent.slice(first).map(({ to }) => to) };
  }

  it('reminds those who have not answered after so many days, in school hours, once, with a fresh link', async () => {
    const { requestId, sentTo } = await written();
    const asks = (await asksOfRound(world, requestId)).filter(({ way }) => way === 'email');
    const [answered] = asks;
    if (!answered) throw new Error('nobody has an address');
    world.clock.advance(60_000);
    await answers(world, answered, 'refused');
    world.clock.advance(2 * DAY);
    expect(await chaseRounds(world.worker)).toBe(0);
    world.clock.advance(DAY - 3 * 3_600_000);
    expect(await chaseRounds(world.worker)).toBe(0);
    world.clock.advance(3 * 3_600_000);
    expect(await chaseRounds(world.worker)).toBe(asks.length - 1);
    expect(await chaseRounds(world.worker)).toBe(0);
    await sendAll(world);
    expect(sentTo()).toHaveLength(asks.length - 1);
    expect(await chaseRounds(world.worker)).toBe(0);
    const after = (await asksOfRound(world, requestId)).filter(({ way }) => way === 'email');
    expect(after.map(({ sent }) => sent).sort()).toEqual([1, ...after.slice(1).map(() => 2)]);
  });

  it('goes on with every other school when one school’s round cannot be worked', async () => {
    const { requestId } = await written();
    const other = await openWorld('harrowdean', { db: world.db, close: async () => undefined });
    other.clock.set(world.clock.now());
    await withAddresses(other, [other.pupil(0)]);
    const broken = await started(other, { groups: [] });
    await world.db.update(schools).set({ zone: 'Nowhere/At_All' }).where(eq(schools.id, other.schoolId));
    world.clock.advance(3 * DAY);
    const reminded = await chaseRounds(world.worker);
    await world.db.update(schools).set({ zone: 'Europe/London' }).where(eq(schools.id, other.schoolId));
    expect(reminded).toBeGreaterThan(0);
    expect((await asksOfRound(world, requestId)).some(({ way }) => way === 'email')).toBe(true);
    expect(world.lines.filter(({ level }) => level === 'error').map(({ details }) => details)).toEqual([
      expect.objectContaining({ schoolId: other.schoolId, requestId: broken }),
    ]);
    await closeRound(other.web, await other.staff('office'), { schoolId: other.schoolId, requestId: broken });
    world.lines.length = 0;
  });

  it('rests on weekends and on days without school', async () => {
    await written();
    world.clock.advance(5 * DAY);
    expect(await chaseRounds(world.worker)).toBe(0);
    world.clock.advance(2 * DAY);
    const day = { schoolId: world.schoolId, day: inDays(world, 0), why: 'holiday' as const };
    await world.db
      .insert(closedDates)
      .values({ ...day, setBy: userId('ashwick/office'), setAt: world.clock.now() });
    expect(await chaseRounds(world.worker)).toBe(0);
    await world.db.delete(closedDates);
    expect(await chaseRounds(world.worker)).toBeGreaterThan(0);
  });

  it('leaves alone whoever has withdrawn everything since, whatever the round is about', async () => {
    await withAddresses(world, [world.pupil(24)]);
    scriptedMailer(world);
    const requestId = await started(world, { kind: 'trip', tripId: world.trip('now'), groups: [] });
    await sendAll(world);
    const [ask] = (await asksOfRound(world, requestId)).filter(({ way }) => way === 'email');
    if (!ask) throw new Error('nobody has an address');
    world.clock.advance(60_000);
    await withdrawConsent(world.web, await world.staff('office'), {
      schoolId: world.schoolId,
      pupilId: ask.pupilId,
      holderId: ask.holderId,
      method: 'phone',
      evidence: '',
      requestKey: randomUUID(),
    });
    expect((await progress(requestId)).total.answered).toBe(0);
    world.clock.advance(3 * DAY);
    await chaseRounds(world.worker);
    expect((await outbox(world)).filter(({ aboutId }) => aboutId === ask.id)).toHaveLength(1);
  });

  it('ends with the last day, and tells those who look after it', async () => {
    const { requestId } = await written();
    world.clock.advance(14 * DAY);
    await chaseRounds(world.worker);
    expect((await progress(requestId)).round.closedAt).toBeNull();
    world.clock.advance(DAY);
    await chaseRounds(world.worker);
    await chaseRounds(world.worker);
    expect((await progress(requestId)).round.closedAt).toEqual(world.clock.now());
    const told = await world.db.select().from(notices).where(eq(notices.aboutId, requestId));
    expect(told.map(({ userId: who, kind }) => [who, kind]).sort()).toEqual(
      [
        [userId('ashwick/office'), 'requests_unanswered'],
        [userId('ashwick/data'), 'requests_unanswered'],
      ].sort(),
    );
  });

  it('ends when a person closes the round', async () => {
    const { requestId } = await written();
    await closeRound(world.web, await world.staff('office'), { schoolId: world.schoolId, requestId });
    world.clock.advance(7 * DAY);
    expect(await chaseRounds(world.worker)).toBe(0);
    await expect(
      closeRound(world.web, await world.staff('harrowdean/office'), { schoolId: world.schoolId, requestId }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
