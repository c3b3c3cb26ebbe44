// Permissions that end: counted for the data lead, told 60 and 30 days before many do, once each; and many notices gathered into one.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_BY_ONE, WITHIN_MS } from '#app/domain/gather-notices.ts';
import { type NoticeDraft, writeNotices } from '#app/domain/notices.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { readEndingSoon, tellOfEndings } from '#app/domain/requests/ending-soon.ts';
import { transact } from '#db/client.server.ts';
import { notices } from '#db/schema/notices.ts';
import { userId } from '#db/seed/practice-people.ts';
import { endingWords } from '#app/presenters/ending-soon.ts';
import { manyFamilies } from '#tests/support/many-families.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const DAY = 86_400_000;
let world: World;
let end: Date;
let opened: Date;
let lastDay: string;
beforeAll(async () => {
  world = await openWorld();
  await manyFamilies(world, 60, 2);
  opened = world.clock.now();
  end = new Date(world.clock.now().getTime() + 200 * DAY);
  lastDay = dateInSchool(new Date(end.getTime() - 1), 'Europe/London');
});
afterAll(() => world.close());

const told = async () =>
  (await world.db.select().from(notices).where(eq(notices.kind, 'consents_expiring'))).map(
    (notice) => notice.code,
  );
const read = async () =>
  readEndingSoon(
    world.db,
    await world.staff('data'),
    { id: world.schoolId, zone: 'Europe/London' },
    world.clock.now(),
  );

/** As seen from so many days before the yeses of the many families end. */
const daysBefore = (days: number): void => world.clock.set(new Date(end.getTime() - DAY / 2 - days * DAY));

describe('yeses that end', () => {
  it('that are few are nobody’s notice', async () => {
    world.clock.set(opened);
    expect((await read()).within30).toBeGreaterThan(0);
    expect(await tellOfEndings(world.worker)).toBe(0);
  });

  it('are said to the data lead 60 days and 30 days before, once each', async () => {
    await world.db.delete(notices);
    daysBefore(62);
    expect(await tellOfEndings(world.worker)).toBe(0);
    daysBefore(60);
    expect(await tellOfEndings(world.worker)).toBe(1);
    expect(await tellOfEndings(world.worker)).toBe(0);
    daysBefore(45);
    expect(await tellOfEndings(world.worker)).toBe(0);
    daysBefore(30);
    expect(await tellOfEndings(world.worker)).toBe(1);
    daysBefore(2);
    expect(await tellOfEndings(world.worker)).toBe(0);
    expect(await told()).toEqual([`days60:${lastDay}`, `days30:${lastDay}`]);
  });

  it('are counted, with the last day on which most of them still count', async () => {
    daysBefore(40);
    const ending = await read();
    expect(ending.within30).toBe(0);
    expect(ending.within60).toBeGreaterThanOrEqual(60);
    expect(ending.mostOn).toEqual({ day: lastDay, pupils: 60 });
    expect(endingWords(ending)).toMatchObject({
      askFor: 60,
      most: expect.stringContaining('60 of them'),
    });
    await expect(
      readEndingSoon(
        world.db,
        await world.staff('office'),
        { id: world.schoolId, zone: 'Europe/London' },
        world.clock.now(),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('notices of one cause', () => {
  const head = userId('ashwick/head');
  const draft = (differs: Partial<NoticeDraft> = {}): NoticeDraft => ({
    schoolId: world.schoolId,
    userId: head,
    kind: 'post_held',
    code: 'permission_changed',
    aboutId: randomUUID(),
    ...differs,
  });
  const write = (...drafts: NoticeDraft[]) =>
    transact(world.db, (tx) => writeNotices(tx, drafts, world.clock.now()));
  const kinds = async () =>
    (await world.db.select().from(notices).where(eq(notices.userId, head))).map(({ kind }) => kind);

  it('come one by one at first, then as one summary, and one by one again an hour later', async () => {
    await world.db.delete(notices);
    for (let nth = 0; nth < ONE_BY_ONE + 4; nth++) await write(draft());
    await write(draft({ kind: 'takedown_requested' }), draft({ kind: 'post_taken_down' }));
    const first = [...Array.from({ length: ONE_BY_ONE }, () => 'post_held'), 'permissions_surge'];
    expect((await kinds()).sort()).toEqual(first.sort());
    world.clock.advance(WITHIN_MS + 1);
    await write(draft());
    expect(await kinds()).toHaveLength(first.length + 1);
  });

  it('of another cause, or to do by hand, are always written', async () => {
    await world.db.delete(notices);
    for (let nth = 0; nth < ONE_BY_ONE + 1; nth++) await write(draft());
    await write(
      draft({ code: 'stopped_by_person' }),
      draft({ kind: 'takedown_failed', code: '' }),
      draft({ kind: 'takedown_by_hand', code: '' }),
    );
    expect(await kinds()).toEqual(expect.arrayContaining(['takedown_failed', 'takedown_by_hand']));
    expect((await kinds()).filter((kind) => kind === 'post_held')).toHaveLength(ONE_BY_ONE + 1);
  });
});
