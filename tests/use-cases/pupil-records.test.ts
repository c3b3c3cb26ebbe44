// Pupils' own records kept by hand, what a change of name sets off, and pupils about whom an export left a doubt (R-33, R-36, R-85).
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '#app/domain/errors.ts';
import { dateAfter, dateInSchool } from '#app/domain/consent/school-days.ts';
import { addPupil, changePupil, type TypedPupil } from '#app/domain/pupils/keep-pupil.ts';
import { type DoubtAnswer, readDoubts, settleDoubt } from '#app/domain/pupils/settle-doubt.ts';
import {
  readNameChange,
  readOpenNameChanges,
  settleNameChange,
} from '#app/domain/pupils/settle-name-change.ts';
import { typedPupil } from '#app/presenters/kept-pupils.ts';
import { namedPosts } from '#app/presenters/name-changes.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { nameChanges, previousNames } from '#db/schema/consent-ground.ts';
import { notices } from '#db/schema/notices.ts';
import { pupils as pupilTable } from '#db/schema/pupils.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { csvOf, previewedImport, rowOf, startedImport, wholeImport } from '#tests/support/imports.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { testVault } from '#tests/support/test-seals.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(1_000));

/** In a world of its own: an import concerns the whole school. */
async function alone(run: () => Promise<void>): Promise<void> {
  const shared = world;
  world = await openWorld();
  try {
    await run();
  } finally {
    await world.close();
    world = shared;
  }
}

const refused = (code: AppError['code']) => expect.objectContaining({ code });
const refOf = (pupilId: string) => ({ schoolId: world.schoolId, pupilId });
const rowOfPupil = async (pupilId: string) => {
  const row = await findPupil(world.db, world, pupilId);
  if (!row) throw new Error('no such pupil');
  return row;
};
const change = async (pupilId: string, differs: Partial<TypedPupil>, by = 'office') => {
  const { misId: _, ...typed } = { ...typedPupil(await rowOfPupil(pupilId)), ...differs };
  return changePupil(world.web, await world.staff(by), refOf(pupilId), typed);
};
const oldNames = async (pupilId: string) => {
  const rows = await world.db.select().from(previousNames).where(eq(previousNames.pupilId, pupilId));
  const open = async ({ sealedName: box, keyId }: (typeof rows)[number]) =>
    new TextDecoder().decode(await testVault.open({ box, keyId }));
  return Promise.all(rows.map(open));
};
const changesOf = (pupilId: string) =>
  world.db.select().from(nameChanges).where(eq(nameChanges.pupilId, pupilId));
const eventsOf = async (pupilId: string) => {
  const rows = await world.db.select({ text: auditEvents.text }).from(auditEvents);
  return rows
    .map(({ text }) => JSON.parse(text) as { type: string; pupilId?: string; nameChangeId?: string | null })
    .filter((event) => event.pupilId === pupilId);
};

describe('a name that changes', () => {
  it('is sealed, and where it may stand in public the safeguarding leads are asked to look', async () => {
    const pupilId = world.pupil(2);
    const { legalForename: old, legalSurname } = await rowOfPupil(pupilId);
    const shows = await postIn(world, 'published', {
      photos: [pupils(pupilId, world.pupil(4), world.pupil(5))],
    });
    const says = await postIn(world, 'published', {
      words: `A prize for ${old.toUpperCase()} and friends.`,
      photos: [],
    });
    const other = await postIn(world, 'published', {
      words: `${old}berg is a town.`,
      photos: [],
    });
    const waits = await postIn(world, 'scheduled', {
      words: `Soon more of ${old}.`,
      photos: [],
    });
    expect(await change(pupilId, { legalForename: 'Robyn' })).toMatchObject({ ok: true });
    expect(await oldNames(pupilId)).toEqual([`${old} ${legalSurname}`]);
    const [row] = await changesOf(pupilId);
    expect([...(row?.postIds ?? [])].sort()).toEqual([shows, says, waits].map(({ postId }) => postId).sort());
    expect(row?.postIds).not.toContain(other.postId);
    for (const post of [shows, says]) expect(await statusOf(world, post)).toBe('published');
    const dsl = await world.staff('dsl');
    const told = await world.db.select().from(notices).where(eq(notices.kind, 'name_changed'));
    expect(told.map(({ userId }) => userId)).toContain(dsl.userId);
    expect(told[0]).toMatchObject({ aboutId: row?.id, postId: null });
    expect((await eventsOf(pupilId)).filter(({ type }) => type === 'pupil.renamed')).toMatchObject([
      { nameChangeId: row?.id },
    ]);

    const ref = { schoolId: world.schoolId, nameChangeId: row?.id ?? '' };
    const page = await readNameChange(world.db, dsl, ref, world.clock.now());
    const lines = namedPosts(page, 'Europe/London', world.clock.now());
    expect(lines.map(({ act }) => act).sort()).toEqual(['hold', 'take-down', 'take-down']);
    expect(page.pupil.name).toBe(`Robyn ${legalSurname}`);
    expect(JSON.stringify([page, lines])).not.toContain(old);
    for (const by of ['head', 'office', 'data'])
      await expect(readNameChange(world.db, await world.staff(by), ref, world.clock.now())).rejects.toEqual(
        refused('forbidden'),
      );
    await settleNameChange(world.web, dsl, ref);
    await settleNameChange(world.web, dsl, ref);
    const settled = (await eventsOf(pupilId)).filter(({ type }) => type === 'name_change.settled');
    expect(settled).toHaveLength(1);
    const open = await readOpenNameChanges(world.db, dsl, world.schoolId, world.clock.now());
    expect(open.map(({ id }) => id)).not.toContain(row?.id);
  });

  it('asks nobody when nothing of it is live, and is written once', async () => {
    const pupilId = world.pupil(44);
    await change(pupilId, { legalForename: 'Ottoline' });
    await change(pupilId, { legalForename: 'Ottoline' });
    expect(await oldNames(pupilId)).toHaveLength(1);
    expect(await changesOf(pupilId)).toEqual([]);
    expect((await eventsOf(pupilId)).filter(({ type }) => type === 'pupil.renamed')).toMatchObject([
      { nameChangeId: null },
    ]);
  });

  it('leaves no letter of the old one in the log or in a notice, and none outside the sealed box', async () => {
    const pupilId = world.pupil(45);
    await change(pupilId, { legalForename: 'Wilhelmina', legalSurname: 'Quartermaine' });
    await change(pupilId, { legalForename: 'Ada', legalSurname: 'Byron' });
    const everywhere = JSON.stringify([
      await world.db.select().from(auditEvents),
      await world.db.select().from(notices),
      await world.db.select().from(previousNames),
      await world.db.select().from(nameChanges),
      world.lines,
      world.jobs,
    ]);
    expect(everywhere).not.toMatch(/Wilhelmina|Quartermaine/);
    expect(await oldNames(pupilId)).toContain('Wilhelmina Quartermaine');
  });

  it('by an import sets off the same, for each pupil whose name is given up', () =>
    alone(async () => {
      const [renamed, cased] = [world.pupil(46), world.pupil(47)];
      const [one, two] = [await rowOfPupil(renamed), await rowOfPupil(cased)];
      const file = csvOf([
        ['MIS ID', 'Forename', 'Surname'],
        [one.misId, 'Philippa', one.legalSurname],
        [two.misId, two.legalForename.toUpperCase(), two.legalSurname],
      ]);
      await wholeImport(world, file);
      expect(await rowOfPupil(renamed)).toMatchObject({ legalForename: 'Philippa' });
      expect(await rowOfPupil(cased)).toMatchObject({ legalForename: two.legalForename.toUpperCase() });
      expect(await oldNames(renamed)).toEqual([`${one.legalForename} ${one.legalSurname}`]);
      expect(await oldNames(cased)).toEqual([]);
    }));
});

describe('a pupil kept by hand', () => {
  const typed = (differs: Partial<TypedPupil> = {}): TypedPupil => ({
    misId: `HAND-${randomUUID().slice(0, 8)}`,
    legalForename: ' Mina ',
    legalSurname: 'van  Dijk',
    preferredForename: '',
    preferredSurname: '',
    knownAs: '',
    yearGroup: 'Year 4',
    registrationGroup: '4 Hazel',
    dateOfBirth: '2017-03-02',
    startsOn: '2026-11-16',
    leavesOn: '',
    ...differs,
  });
  const add = async (record: TypedPupil, key = randomUUID(), by = 'office') =>
    addPupil(world.web, await world.staff(by), world.schoolId, record, key);

  it('is added once, and never under another pupil’s number', async () => {
    const [record, key] = [typed(), randomUUID()];
    expect(await add(record, key)).toEqual({ ok: true, pupilId: key, reached: null });
    expect(await add(record, key)).toMatchObject({ ok: true, pupilId: key });
    expect(await rowOfPupil(key)).toMatchObject({
      legalForename: 'Mina',
      legalSurname: 'van Dijk',
      preferredForename: null,
      leavesOn: null,
    });
    expect(await add(record)).toMatchObject({ ok: false, issues: [{ code: 'mis_id_taken' }] });
  });

  it.each([
    ['no number', { misId: ' ' }, 'misId_missing'],
    ['no forename', { legalForename: '' }, 'legalForename_missing'],
    ['no class', { registrationGroup: '' }, 'registrationGroup_missing'],
    ['a birthday to come', { dateOfBirth: '2027-01-01' }, 'birth_date_unclear'],
    ['a first day of no calendar', { startsOn: '2026-02-30' }, 'first_day_unclear'],
    ['a last day before the first', { leavesOn: '2026-11-15' }, 'last_day_unclear'],
    ['a name without end', { legalSurname: 'x'.repeat(121) }, 'too_long'],
  ])('is not added with %s', async (_, differs, code) => {
    expect(await add(typed(differs))).toMatchObject({ ok: false, issues: [{ code }] });
  });

  it('is kept by the office and the data lead, and by nobody else', async () => {
    for (const by of ['teacher', 'head', 'dsl'])
      await expect(add(typed(), randomUUID(), by)).rejects.toEqual(refused('forbidden'));
    await expect(change(world.pupil(1), { legalForename: 'X' }, 'teacher')).rejects.toEqual(
      refused('forbidden'),
    );
    const { misId: _, ...record } = typed();
    await expect(
      changePupil(world.web, await world.staff('office'), refOf(practiceId('pupil/harrowdean/0')), record),
    ).rejects.toEqual(refused('not_found'));
  });

  it('who has left stops what waits and leaves what is live to a person', async () => {
    const pupilId = world.pupil(4);
    const plan = { photos: [pupils(pupilId, world.pupil(5))] };
    const waiting = await postIn(world, 'scheduled', plan);
    const live = await postIn(world, 'published', plan);
    const left = await change(pupilId, { leavesOn: '2026-11-17' });
    expect(left).toMatchObject({ ok: true });
    expect(await statusOf(world, waiting)).toBe('held');
    expect(await statusOf(world, live)).toBe('published');
    await change(pupilId, { leavesOn: '' });
  });
});

describe('a doubt that an export left', () => {
  const doubted = (pupilId: string, doubt: 'missingSince' | 'unclearSince') =>
    world.db
      .update(pupilTable)
      .set({ [doubt]: world.clock.now() })
      .where(eq(pupilTable.id, pupilId));
  const settle = async (pupilId: string, answer: DoubtAnswer, by = 'office') =>
    settleDoubt(world.web, await world.staff(by), refOf(pupilId), answer);
  const listed = async () =>
    (await readDoubts(world.db, await world.staff('data'), world.schoolId, world.clock.now())).map(
      ({ id }) => id,
    );

  it('is that they have left: with a date, as a leaver, off the list', async () => {
    const pupilId = world.pupil(50);
    await doubted(pupilId, 'missingSince');
    expect(await listed()).toContain(pupilId);
    expect(await settle(pupilId, { is: 'left', lastDay: '1999-01-01' })).toMatchObject({ ok: false });
    const today = dateInSchool(world.clock.now(), 'Europe/London');
    expect(await settle(pupilId, { is: 'left', lastDay: dateAfter(today, 1) })).toMatchObject({
      issues: [{ code: 'last_day_to_come', field: 'lastDay' }],
    });
    expect((await rowOfPupil(pupilId)).missingSince).not.toBeNull();
    expect(await settle(pupilId, { is: 'left', lastDay: '2026-11-13' })).toEqual({ ok: true });
    expect(await rowOfPupil(pupilId)).toMatchObject({ missingSince: null, leavesOn: '2026-11-13' });
    expect(await listed()).not.toContain(pupilId);
  });

  it('is that they are still here, until the next full export misses them again', () =>
    alone(async () => {
      const pupilId = world.pupil(51);
      const { misId } = await rowOfPupil(world.pupil(52));
      const file = csvOf([
        ['MIS ID', 'Forename', 'Surname'],
        [misId, 'Still', 'Here'],
      ]);
      await startedImport(world, file, { mapping: { isFull: true } });
      expect((await rowOfPupil(pupilId)).missingSince).not.toBeNull();
      expect(await settle(pupilId, { is: 'still_here', evidence: ' ' })).toMatchObject({ ok: false });
      expect(await settle(pupilId, { is: 'still_here', evidence: 'Seen in class' })).toEqual({ ok: true });
      expect((await rowOfPupil(pupilId)).missingSince).toBeNull();
      const again = await previewedImport(world, file, { mapping: { isFull: true } });
      expect((await rowOf(world, again)).summary?.missing).toBeGreaterThan(0);
    }));

  it('is what an unreadable row meant, put on record', async () => {
    const pupilId = world.pupil(53);
    await doubted(pupilId, 'unclearSince');
    await settle(pupilId, { is: 'still_here', evidence: 'Seen' });
    expect((await rowOfPupil(pupilId)).unclearSince).not.toBeNull();
    expect(await settle(pupilId, { is: 'recorded', evidence: 'MIS, 20 November' })).toEqual({ ok: true });
    expect((await rowOfPupil(pupilId)).unclearSince).toBeNull();
  });

  it('is decided by those who keep the records, for their own school', async () => {
    await doubted(world.pupil(54), 'missingSince');
    const here: DoubtAnswer = { is: 'still_here', evidence: 'Seen' };
    await expect(settle(world.pupil(54), here, 'teacher')).rejects.toEqual(refused('forbidden'));
    await expect(settle(practiceId('pupil/harrowdean/0'), here)).rejects.toEqual(refused('not_found'));
    await expect(
      readDoubts(world.db, await world.staff('head'), world.schoolId, world.clock.now()),
    ).rejects.toEqual(refused('forbidden'));
  });
});
