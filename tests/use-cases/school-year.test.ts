// The school year: days without school, and everything that is counted by them. Old records are said before they stop anything.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { daysUntilStale, schoolDaysUntilStale } from '#app/domain/consent/export-age.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { warnOfStaleRecords } from '#app/domain/import/warn-stale.ts';
import { readNotices } from '#app/domain/school/read-notices.ts';
import { readSchoolYear, spansOf } from '#app/domain/school/read-school-year.ts';
import { closeDays, MOST_DAYS_AT_ONCE, openDays } from '#app/domain/school/set-school-year.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import { closedDates } from '#db/schema/consent-ground.ts';
import { notices } from '#db/schema/notices.ts';
import { schools } from '#db/schema/school.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.delete(closedDates);
  await world.db.delete(notices);
});

const close = async (firstDay: string, lastDay: string | null, who = 'office') =>
  closeDays(world.web, await world.staff(who), {
    schoolId: world.schoolId,
    firstDay,
    lastDay,
    why: 'holiday',
  });
const open = async (firstDay: string, lastDay: string | null) =>
  openDays(world.web, await world.staff('office'), { schoolId: world.schoolId, firstDay, lastDay });
const year = async () =>
  readSchoolYear(
    world.db,
    await world.staff('office'),
    { id: world.schoolId, zone: 'Europe/London' },
    world.clock.now(),
  );

describe('days without school', () => {
  it('are set as spans, weekends understood, and taken back', async () => {
    expect(await close('2026-12-21', '2027-01-01')).toEqual({ ok: true });
    expect(await close('2026-12-21', '2027-01-01')).toEqual({ ok: true });
    expect((await year()).ahead).toEqual([
      { from: '2026-12-21', to: '2027-01-01', why: 'holiday', days: 10 },
    ]);
    await open('2026-12-21', '2026-12-22');
    expect((await year()).ahead).toMatchObject([{ from: '2026-12-23', days: 8 }]);
  });

  it('make the year known: its days of school are counted', async () => {
    expect(await year()).toMatchObject({
      known: false,
      schoolDays: null,
      from: '2026-09-01',
      to: '2027-08-31',
    });
    await close('2026-10-26', '2026-10-30');
    expect(await year()).toMatchObject({
      known: true,
      schoolDays: 256,
      over: [{ from: '2026-10-26', days: 5 }],
    });
  });

  it.each([
    ['no date', '', null, 'first_day_unclear'],
    ['a day of no calendar', '2026-02-30', null, 'first_day_unclear'],
    ['an end that is no date', '2026-12-21', 'soon', 'last_day_unclear'],
    ['days that run backwards', '2026-12-21', '2026-12-20', 'days_run_backwards'],
    ['more days than a holiday has', '2026-12-01', '2027-03-11', 'too_many_days'],
    ['a day years ahead', '2030-01-01', null, 'too_far'],
    ['a weekend alone', '2026-11-21', '2026-11-22', 'weekend_alone'],
  ])('are not %s', async (_, firstDay, lastDay, code) => {
    const set = await close(firstDay, lastDay);
    expect(set.ok ? [] : set.issues.map((issue) => issue.code)).toEqual([code]);
  });

  it(`may be ${MOST_DAYS_AT_ONCE} in a row`, async () => {
    expect(await close('2026-12-01', '2027-03-10')).toEqual({ ok: true });
  });

  it('are set by the office, the data lead and the headteacher alone', async () => {
    for (const who of ['data', 'head']) expect(await close('2026-12-24', null, who)).toEqual({ ok: true });
    for (const who of ['teacher', 'comms', 'dsl'])
      await expect(close('2026-12-24', null, who)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('part where their cause changes, and where there is school between', () => {
    const day = (date: string, why: 'holiday' | 'training_day' = 'holiday') => ({ day: date, why });
    const spans = spansOf([
      day('2026-10-23', 'training_day'),
      day('2026-10-26'),
      day('2026-10-30'),
      day('2026-11-02'),
      day('2026-11-04'),
    ]);
    expect(spans.map(({ from, to, days }) => [from, to, days])).toEqual([
      ['2026-10-23', '2026-10-23', 1],
      ['2026-10-26', '2026-10-26', 1],
      ['2026-10-30', '2026-11-02', 2],
      ['2026-11-04', '2026-11-04', 1],
    ]);
  });
});

describe('the decision', () => {
  const settingsNow = async () => {
    const school = { zone: 'Europe/London', settings: DEFAULT_SETTINGS, consentExportedAt: null };
    const inputs = await loadConsentInputs(world.db, world, school, [world.pupil(1), world.pupil(2)]);
    return inputs.get(world.pupil(1))?.settings;
  };

  it('counts every day until the year is set, and days of school from then on', async () => {
    expect((await settingsNow())?.closedDates).toBeNull();
    await close('2026-12-21', '2026-12-22');
    expect((await settingsNow())?.closedDates).toEqual(new Set(['2026-12-21', '2026-12-22']));
  });

  it('never counts by another school’s days', async () => {
    await close('2026-12-21', null);
    const other = await openWorld('harrowdean', { db: world.db, close: async () => undefined });
    const school = { zone: 'Europe/London', settings: DEFAULT_SETTINGS, consentExportedAt: null };
    const inputs = await loadConsentInputs(world.db, other, school, [other.pupil(1)]);
    expect(inputs.get(other.pupil(1))?.settings.closedDates).toBeNull();
  });
});

describe('records that grow old', () => {
  const school = (closed: string[] | null) => ({
    ...{ zone: 'Europe/London', settings: {} },
    closedDates: closed && new Set(closed),
  });
  const friday = new Date('2026-11-20T12:00:00Z');
  const from = (date: string) => new Date(`${date}T08:00:00Z`);

  it.each([
    ['the calendar is not known: every day counts', '2026-11-13', null, 1, 1],
    ['the records are eight school days old on Monday', '2026-11-11', [], 3, 1],
    ['a training day on Monday gives one day more', '2026-11-11', ['2026-11-23'], 4, 1],
    ['there are three school days left', '2026-11-13', [], 5, 3],
    ['they are old already', '2026-11-09', [], 0, 0],
  ])('%s', (_, exported, closed, days, schoolDays) => {
    expect(daysUntilStale(from(exported), school(closed), friday)).toBe(days);
    expect(schoolDaysUntilStale(from(exported), school(closed), friday)).toBe(schoolDays);
  });

  it.each([
    ['late on the evening before the clocks go forward', '2026-03-23', '2026-03-28T23:30:00Z', 3],
    ['just after midnight on the day before they go back', '2026-10-19', '2026-10-23T23:30:00Z', 3],
  ])('counts calendar days, %s', (_, exported, at, days) => {
    expect(daysUntilStale(from(exported), school(null), new Date(at))).toBe(days);
  });

  const exportAt = (at: Date | null) =>
    world.db.update(schools).set({ consentExportedAt: at }).where(eq(schools.id, world.schoolId));
  const told = async (who: string) =>
    (await readNotices(world.db, await world.staff(who), world.schoolId, 20))
      .filter(({ kind }) => kind === 'import_stale_soon')
      .map(({ code }) => code);

  it('are said to the data lead and the office three school days before and one, each once, and to nobody else', async () => {
    await close('2026-12-21', null);
    world.clock.set(new Date('2026-11-16T12:00:00Z'));
    await exportAt(from('2026-11-10'));
    await warnOfStaleRecords(world.worker);
    expect(await told('data')).toEqual([]);
    world.clock.set(new Date('2026-11-17T12:00:00Z'));
    for (const _ of [1, 2]) await warnOfStaleRecords(world.worker);
    expect(await told('data')).toEqual(['3.2026-11-10']);
    world.clock.set(new Date('2026-11-19T12:00:00Z'));
    for (const _ of [1, 2]) await warnOfStaleRecords(world.worker);
    for (const who of ['data', 'office'])
      expect((await told(who)).sort()).toEqual(['1.2026-11-10', '3.2026-11-10']);
    for (const who of ['teacher', 'head', 'comms', 'dsl']) expect(await told(who)).toEqual([]);
  });

  it('are said again of the next export, and not once they are old', async () => {
    await close('2026-12-21', null);
    world.clock.set(new Date('2026-11-20T12:00:00Z'));
    await exportAt(from('2026-11-09'));
    await warnOfStaleRecords(world.worker);
    expect(await told('data')).toEqual([]);
    await exportAt(from('2026-11-11'));
    await warnOfStaleRecords(world.worker);
    expect(await told('data')).toEqual(['1.2026-11-11']);
    await exportAt(null);
    await warnOfStaleRecords(world.worker);
    expect(await told('data')).toEqual(['1.2026-11-11']);
  });
});
