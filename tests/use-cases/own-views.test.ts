// A class is asked for its own views on private slips: everybody gets one, only the code opens it, a no counts at once, and nobody at
// school is told on these pages what anybody said.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#app/domain/errors.ts';
import { answerSlip, openSlip } from '#app/domain/views/answer-slip.ts';
import {
  ASKED_BEFORE_DAYS,
  readClassesToAsk,
  remindOfClassesToAsk,
} from '#app/domain/views/classes-to-ask.ts';
import { printSlips } from '#app/domain/views/print-slips.ts';
import { readRound, readRounds } from '#app/domain/views/read-rounds.ts';
import type { Said } from '#app/domain/views/asked.ts';
import { endOfNextSchoolDay } from '#app/domain/views/round-rules.ts';
import { closeRound, startRound } from '#app/domain/views/start-round.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { pupilViews } from '#db/schema/consent.ts';
import { viewSlips } from '#db/schema/consent-asking.ts';
import { notices } from '#db/schema/notices.ts';
import { pupils as pupilRows } from '#db/schema/pupils.ts';
import { schools } from '#db/schema/school.ts';
import { SEEDED_AT } from '#tests/support/database.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(60_000));

const HAZEL = '4 Hazel';
const now = () => world.clock.now();
const refused = (code: AppError['code']) => expect.objectContaining({ code });

async function round(by = 'teacher', group = HAZEL, missedIn: string | null = null): Promise<string> {
  const input = { schoolId: world.schoolId, group, missedIn, requestKey: randomUUID() };
  const started = await startRound(world.web, await world.staff(by), input);
  if (!started.ok) throw new Error(started.issues[0]?.code);
  return started.roundId;
}

const refOf = (roundId: string) => ({ schoolId: world.schoolId, roundId });
const print = async (roundId: string, by = 'teacher') =>
  printSlips(world.web, await world.staff(by), refOf(roundId));

/** The pupil's slip, opened by its printed code. */
async function slipOf(roundId: string, pupilId: string) {
  const codes = await print(roundId);
  for (const { code } of codes) {
    const slip = await openSlip(world.web, code.toLowerCase().replace('-', ' '), now());
    const [row] = await world.db
      .select()
      .from(viewSlips)
      .where(eq(viewSlips.id, slip?.slipId ?? ''));
    if (slip && row?.pupilId === pupilId) return slip;
  }
  throw new Error('no slip is the pupil’s');
}

const say = (image: Said, video: Said = 'not_asked', first_name: Said = 'not_asked') => ({
  image,
  video,
  first_name,
});
const viewsOf = (pupilId: string) =>
  world.db.select().from(pupilViews).where(eq(pupilViews.pupilId, pupilId)).orderBy(pupilViews.sequence);

describe('a round', () => {
  it('gives everybody of the class a slip of their own, once, however often the form is sent', async () => {
    const input = { schoolId: world.schoolId, group: HAZEL, missedIn: null, requestKey: randomUUID() };
    const teacher = await world.staff('teacher');
    const first = await startRound(world.web, teacher, input);
    expect(await startRound(world.web, teacher, input)).toEqual(first);
    const slips = await print(input.requestKey);
    expect(slips).toHaveLength(24);
    expect(new Set(slips.map(({ code }) => code)).size).toBe(24);
    for (const { code } of slips) expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{4}$/);
    const stored = JSON.stringify(await world.db.select().from(viewSlips));
    for (const { code } of slips) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(code.replace('-', ''));
    }
  });

  it('tells two of one forename apart by a letter, and no surname is on any slip', async () => {
    const [one, two] = [world.pupil(24), world.pupil(25)];
    for (const [id, legalSurname] of [
      [one, 'Adeyemi'],
      [two, 'Brook'],
    ] as const)
      await world.db
        .update(pupilRows)
        .set({ legalForename: 'Robin', legalSurname })
        .where(eq(pupilRows.id, id));
    const names = (await print(await round('teacher', '6 Rowan'))).map(({ forename }) => forename);
    expect(names).toEqual(expect.arrayContaining(['Robin A', 'Robin B']));
    expect(names.filter((name) => name.includes(' '))).toHaveLength(2);
  });

  it('printed again makes every earlier slip worthless, answered ones too', async () => {
    const roundId = await round();
    const [old] = await print(roundId);
    const again = await print(roundId);
    expect(again).toHaveLength(24);
    expect(await openSlip(world.web, old?.code ?? '', now())).toBeNull();
    expect(await openSlip(world.web, again[0]?.code ?? '', now())).not.toBeNull();
  });

  it('is over at the end of the next school day, or when it is ended', async () => {
    const roundId = await round();
    const [slip] = await print(roundId);
    const { endsAt } = await readRound(world.db, await world.staff('teacher'), refOf(roundId), now());
    const opened = await openSlip(world.web, slip?.code ?? '', new Date(endsAt.getTime() - 1));
    expect(opened).not.toBeNull();
    expect(await openSlip(world.web, slip?.code ?? '', endsAt)).toBeNull();
    await closeRound(world.web, await world.staff('teacher'), refOf(roundId));
    expect(await openSlip(world.web, slip?.code ?? '', now())).toBeNull();
    await expect(answerSlip(world.web, opened!, say('yes'))).rejects.toEqual(refused('not_found'));
    await expect(print(roundId)).rejects.toEqual(refused('illegal_move'));
  });

  it('is not begun for a class without pupils, nor by anybody who may not, nor in another school', async () => {
    const start = async (by: string, schoolId = world.schoolId, group = HAZEL) =>
      startRound(world.web, await world.staff(by), {
        schoolId,
        group,
        missedIn: null,
        requestKey: randomUUID(),
      });
    expect(await start('teacher', world.schoolId, 'No such class')).toMatchObject({ ok: false });
    await expect(start('governor')).rejects.toEqual(refused('forbidden'));
    await expect(start('harrowdean/teacher')).rejects.toEqual(refused('not_found'));
  });
});

describe('a pupil who answers', () => {
  it('with a no is heard at once: what waits is held, and what is live comes down', async () => {
    const pupilId = world.pupil(2);
    const plan = { photos: [pupils(pupilId, world.pupil(4), world.pupil(5))] };
    const scheduled = await postIn(world, 'scheduled', plan);
    const live = await postIn(world, 'published', plan);
    const slip = await slipOf(await round(), pupilId);
    await answerSlip(world.web, slip, say('no', 'yes'));
    expect(await statusOf(world, scheduled)).toBe('held');
    expect(await statusOf(world, live)).toBe('takedown_requested');
    expect(await viewsOf(pupilId)).toMatchObject([
      { subject: 'image', answer: 'no', slipId: slip.slipId, askedBy: null },
      { subject: 'video', answer: 'yes', slipId: slip.slipId },
    ]);
    const events = await world.db.select().from(auditEvents);
    const written = events.map(({ text }) => JSON.parse(text) as { type: string; actor: string });
    expect(written.filter(({ actor }) => actor === `slip:${slip.slipId}`)).toMatchObject([
      { type: 'permission.changed', pupilId },
    ]);
  });

  it('may change their mind with the same slip, and sends the same twice for nothing', async () => {
    const pupilId = world.pupil(6);
    const slip = await slipOf(await round(), pupilId);
    await answerSlip(world.web, slip, say('no'));
    await answerSlip(world.web, slip, say('no'));
    expect((await viewsOf(pupilId)).map(({ answer }) => answer)).toEqual(['no']);
    world.clock.advance(1_000);
    await answerSlip(world.web, slip, say('yes'));
    expect((await viewsOf(pupilId)).map(({ answer }) => answer)).toEqual(['no', 'yes']);
  });

  it('that they do not know writes nothing, ends an earlier yes, and leaves a no', async () => {
    const pupilId = world.pupil(7);
    const slip = await slipOf(await round(), pupilId);
    await answerSlip(world.web, slip, say('not_asked', 'not_asked', 'not_asked'));
    expect(await viewsOf(pupilId)).toEqual([]);
    await answerSlip(world.web, slip, say('yes', 'no'));
    world.clock.advance(1_000);
    await answerSlip(world.web, slip, say('not_asked', 'not_asked'));
    expect((await viewsOf(pupilId)).map(({ subject, answer }) => `${subject} ${answer}`)).toEqual([
      'image yes',
      'video no',
      'image not_asked',
    ]);
  });

  it('is counted, never quoted; who did not answer is named to those alone who may find pupils', async () => {
    const roundId = await round();
    const pupilId = world.pupil(8);
    await answerSlip(world.web, await slipOf(roundId, pupilId), say('no', 'no', 'no'));
    const teacher = await readRound(world.db, await world.staff('teacher'), refOf(roundId), now());
    expect(teacher).toMatchObject({ slips: 24, answered: 1, missing: null });
    const office = await readRound(world.db, await world.staff('office'), refOf(roundId), now());
    expect(office.missing?.map(({ id }) => id)).not.toContain(pupilId);
    expect(office.missing).toHaveLength(23);
    expect(JSON.stringify([teacher, office])).not.toMatch(/"(no|yes)"/);
  });

  it('is left out when those without an answer are asked again, which the office does', async () => {
    const roundId = await round();
    await answerSlip(world.web, await slipOf(roundId, world.pupil(9)), say('yes'));
    await expect(round('teacher', HAZEL, roundId)).rejects.toEqual(refused('forbidden'));
    const again = await round('office', HAZEL, roundId);
    expect(await print(again, 'office')).toHaveLength(23);
  });
});

describe('rounds of others', () => {
  it('are seen by those who may find pupils, and by no other teacher', async () => {
    const roundId = await round('head');
    const listed = async (by: string) =>
      (await readRounds(world.db, await world.staff(by), world.schoolId, now())).map(({ id }) => id);
    expect(await listed('office')).toContain(roundId);
    expect(await listed('teacher')).not.toContain(roundId);
    const teacher = await world.staff('teacher');
    await expect(readRound(world.db, teacher, refOf(roundId), now())).rejects.toEqual(refused('not_found'));
    await expect(print(roundId)).rejects.toEqual(refused('not_found'));
    await expect(closeRound(world.web, teacher, refOf(roundId))).rejects.toEqual(refused('not_found'));
  });
});

describe('the end of the next school day', () => {
  const ends = (at: string, closed: string[] | null = null) =>
    endOfNextSchoolDay(new Date(at), 'Europe/London', closed && new Set(closed)).toISOString();

  it.each([
    ['a Wednesday', '2026-11-18T15:30:00Z', null, '2026-11-20T00:00:00.000Z'],
    ['a Friday', '2026-11-20T09:00:00Z', null, '2026-11-24T00:00:00.000Z'],
    [
      'a day before days off',
      '2026-11-18T15:30:00Z',
      ['2026-11-19', '2026-11-20'],
      '2026-11-24T00:00:00.000Z',
    ],
    ['late on a summer evening', '2026-06-10T23:30:00Z', null, '2026-06-12T23:00:00.000Z'],
  ])('after %s', (_, at, closed, end) => {
    expect(ends(at, closed)).toBe(end);
  });
});

describe('classes that it is time to ask', () => {
  // They change the school's age and move on by weeks: each has a world to itself.
  let shared: World;
  beforeEach(async () => {
    shared = world;
    world = await openWorld();
  });
  afterEach(async () => {
    await world.close();
    world = shared;
  });

  const born = async (index: number, dateOfBirth: string | null) =>
    world.db
      .update(pupilRows)
      .set({ dateOfBirth })
      .where(eq(pupilRows.id, world.pupil(index)));
  const toAsk = async (by = 'data') =>
    readClassesToAsk(world.db, await world.staff(by), world.schoolId, now());
  const willow = async () => (await toAsk()).find(({ group }) => group === '2 Willow')?.count ?? 0;

  it('have pupils who turn the age within sixty days, or of no known age, and never were asked', async () => {
    world.clock.set(SEEDED_AT);
    const dayOf = (days: number) => {
      const date = new Date(Date.UTC(2026 - 13, 10, 18 + days));
      return date.toISOString().slice(0, 10);
    };
    expect(await willow()).toBe(0);
    await born(50, dayOf(ASKED_BEFORE_DAYS));
    await born(51, dayOf(ASKED_BEFORE_DAYS + 1));
    expect(await willow()).toBe(1);
    await born(52, null);
    expect(await willow()).toBe(2);
    const roundId = await round('teacher', '2 Willow');
    await answerSlip(world.web, await slipOf(roundId, world.pupil(50)), say('yes'));
    expect(await willow()).toBe(1);
    await expect(toAsk('teacher')).rejects.toEqual(refused('forbidden'));
  });

  it('are told of to the data lead, once a fortnight', async () => {
    const told = async () =>
      (await world.db.select().from(notices).where(eq(notices.kind, 'views_to_ask'))).filter(
        ({ schoolId }) => schoolId === world.schoolId,
      );
    await world.db.update(schools).set({ settings: { ownConsentAge: 6 } });
    await remindOfClassesToAsk(world.web);
    await remindOfClassesToAsk(world.web);
    const { userId } = await world.staff('data');
    expect(await told()).toMatchObject([{ userId }]);
    world.clock.advance(15 * 86_400_000);
    await remindOfClassesToAsk(world.web);
    expect(await told()).toHaveLength(2);
  });
});
