// The reason of a restriction is opened by the worker alone, for a safeguarding lead alone, and never without a line in the
// log.
import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { oneTimeKeys, oneTimeSeal } from '#app/adapters/one-time-key.server.ts';
import { answerReasonReading, READING_LIVES_MS } from '#app/domain/consent/answer-reading.ts';
import { readRestrictionReason } from '#app/domain/consent/read-restriction-reason.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { reasonReadings } from '#db/schema/consent.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';

const REASON = 'Placed for adoption; the birth family must not learn the school. Ŵ';

let world: World;
let ref: { schoolId: string; pupilId: string; restrictionId: string };
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const pupilId = world.pupil(2);
  const set = await setRestriction(world.web, await world.staff('dsl'), {
    schoolId: world.schoolId,
    pupilId,
    type: 'do_not_publish',
    reason: `  ${REASON}\n`,
    reviewOn: null,
    requestKey: randomUUID(),
  });
  if (!set.ok) throw new Error('not set');
  ref = { schoolId: world.schoolId, pupilId, restrictionId: set.restrictionId };
  world.jobs.length = 0;
  await world.db.delete(reasonReadings);
});

/** The web side, with a worker that takes what is in the queue whenever the page waits. */
const withWorker = (): WebDeps => ({
  ...world.web,
  pause: async () => {
    for (const job of world.jobs.splice(0))
      if (job.name === 'answer-reading')
        await answerReasonReading(world.worker, job.payload as { schoolId: string; readingId: string });
  },
});

async function readings(): Promise<{ actor: unknown; restrictionId: unknown }[]> {
  const rows = await world.db
    .select({ text: auditEvents.text })
    .from(auditEvents)
    .where(eq(auditEvents.pupilId, ref.pupilId))
    .orderBy(desc(auditEvents.seq));
  return rows
    .map(({ text }) => JSON.parse(text) as { type: string; actor: string; restrictionId: string })
    .filter((event) => event.type === 'restriction.reason_read' && event.restrictionId === ref.restrictionId);
}

it('is read by a safeguarding lead, word for word, and every reading is in the log under their name', async () => {
  for (const key of ['dsl', 'deputy-dsl']) {
    const person = await world.staff(key);
    expect(await readRestrictionReason(withWorker(), person, ref)).toEqual({ ok: true, reason: REASON });
    expect((await readings())[0]).toMatchObject({ actor: person.userId });
  }
  expect(await readings()).toHaveLength(2);
  expect(await world.db.select().from(reasonReadings)).toEqual([]);
});

it.each(['data', 'office', 'head', 'teacher'])('is not for %s', async (key) => {
  await expect(readRestrictionReason(withWorker(), await world.staff(key), ref)).rejects.toEqual(
    expect.objectContaining({ code: 'forbidden' }),
  );
  expect(await readings()).toEqual([]);
});

it('is not found under another pupil, or in another school', async () => {
  const dsl = await world.staff('dsl');
  const elsewhere = { ...ref, pupilId: world.pupil(4) };
  await expect(readRestrictionReason(withWorker(), dsl, elsewhere)).rejects.toEqual(
    expect.objectContaining({ code: 'not_found' }),
  );
  const stranger = await world.staff('harrowdean/dsl');
  await expect(readRestrictionReason(withWorker(), stranger, ref)).rejects.toEqual(
    expect.objectContaining({ code: 'not_found' }),
  );
  expect(await readings()).toEqual([]);
});

it('is never in the database or in a job in the clear, not even while it is read', async () => {
  let seen = '';
  const deps = withWorker();
  await readRestrictionReason(
    {
      ...deps,
      pause: async (ms) => {
        seen += JSON.stringify(world.jobs);
        await deps.pause(ms);
        seen += JSON.stringify(await world.db.select().from(reasonReadings));
      },
    },
    await world.staff('dsl'),
    ref,
  );
  expect(seen).toContain('publicKey');
  expect(seen).toContain('answer-reading');
  expect(seen).not.toContain('adoption');
  expect(seen).not.toContain(Buffer.from(REASON).toString('base64').slice(0, 24));
});

it('says so when no worker answers, and leaves no question behind', async () => {
  expect(await readRestrictionReason(world.web, await world.staff('dsl'), ref)).toEqual({
    ok: false,
    code: 'no_answer',
  });
  expect(await readings()).toEqual([]);
  expect(await world.db.select().from(reasonReadings)).toEqual([]);
});

it('is answered once, however often and however many workers are asked', async () => {
  const key = await oneTimeKeys.make();
  const [row] = await world.db
    .insert(reasonReadings)
    .values({
      schoolId: ref.schoolId,
      restrictionId: ref.restrictionId,
      askedBy: (await world.staff('dsl')).userId,
      askedAt: world.clock.now(),
      publicKey: key.publicKey,
    })
    .returning();
  const question = { schoolId: ref.schoolId, readingId: row?.id ?? '' };
  const words = await Promise.all([1, 2].map(() => answerReasonReading(world.worker, question)));
  expect(words.sort()).toEqual(['answered', 'answered_before']);
  expect(await readings()).toHaveLength(1);
});

it('asks again, at the worker, whether the person still may, and answers no old question', async () => {
  const ask = async (askedBy: string, askedAt: Date) => {
    const { publicKey } = await oneTimeKeys.make();
    const [row] = await world.db
      .insert(reasonReadings)
      .values({ schoolId: ref.schoolId, restrictionId: ref.restrictionId, askedBy, askedAt, publicKey })
      .returning();
    return answerReasonReading(world.worker, { schoolId: ref.schoolId, readingId: row?.id ?? '' });
  };
  const now = world.clock.now();
  expect(await ask((await world.staff('data')).userId, now)).toBe('not_permitted');
  const old = new Date(now.getTime() - READING_LIVES_MS - 1);
  expect(await ask((await world.staff('dsl')).userId, old)).toBe('too_late');
  expect(await readings()).toEqual([]);
});

it('is answered by the sweep when the queue has lost the question', async () => {
  const sweep = SWEEPS.find(({ name }) => name === 'reason-readings');
  const deps: WebDeps = { ...world.web, pause: async () => sweep?.run(world.worker) };
  expect(await readRestrictionReason(deps, await world.staff('dsl'), ref)).toEqual({
    ok: true,
    reason: REASON,
  });
});

it('opens only what was closed to its own key', async () => {
  const [mine, theirs] = [await oneTimeKeys.make(), await oneTimeKeys.make()];
  const box = await oneTimeSeal(mine.publicKey, new TextEncoder().encode('for me'));
  expect(new TextDecoder().decode(await mine.open(box))).toBe('for me');
  await expect(theirs.open(box)).rejects.toThrow(/one-time key/);
});
