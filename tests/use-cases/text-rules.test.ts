// How strictly a school checks words: who sets it, what counts at once, and who is told when a rule becomes looser.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, settingsOf } from '#app/domain/school/school-settings.ts';
import { rulesBase, setTextRules } from '#app/domain/words/rules/set-text-rules.ts';
import { type TextRules, textRulesOf } from '#app/domain/words/rules/text-rules.ts';
import { notices } from '#db/schema/notices.ts';
import { schools } from '#db/schema/school.ts';
import { userId } from '#db/seed/practice-people.ts';
import { lastEvents } from '#tests/support/log-ends.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.update(schools).set({ settings: { windowDays: 5 } });
  await world.db.delete(notices);
});

const USUAL = textRulesOf(DEFAULT_SETTINGS);
const stored = async () => {
  const [row] = await world.db.select().from(schools).where(eq(schools.id, world.schoolId));
  return settingsOf(row?.settings ?? {});
};
const set = async (change: Partial<TextRules>, by = 'head', base?: string) => {
  const now = textRulesOf(await stored());
  return setTextRules(world.web, await world.staff(by), {
    schoolId: world.schoolId,
    rules: { ...now, ...change },
    base: base ?? rulesBase(now),
  });
};
const told = async () => (await world.db.select().from(notices)).map(({ kind, userId: to }) => [kind, to]);
const LEADS = ['ashwick/dsl', 'ashwick/deputy-dsl'].map((key) => ['text_rules_looser', userId(key)]);

test('a stricter rule counts at once, leaves every other setting alone, is on record, and is told to nobody', async () => {
  const set_ = await set({ pupilIdentity: 'never', nameApartDays: 30 });
  expect(set_).toEqual({ ok: true, changed: ['pupilIdentity', 'nameApartDays'], looser: [] });
  expect(await stored()).toMatchObject({ pupilIdentity: 'never', nameApartDays: 30, windowDays: 5 });
  expect(await lastEvents(world.db, `school:${world.schoolId}`, 1)).toMatchObject([
    { type: 'text_rules.set', settings: ['pupilIdentity', 'nameApartDays'] },
  ]);
  expect(await told()).toEqual([]);
});

describe('a looser rule is told to the safeguarding leads', () => {
  test.each<[string, Partial<TextRules>, Partial<TextRules>]>([
    ['names beside photos', {}, { pupilIdentity: 'first_name_with_consent' }],
    ['names at all', { pupilIdentity: 'never' }, { pupilIdentity: 'name_without_image' }],
    ['logos', { logoRule: 'never' }, { logoRule: 'with_permission' }],
    ['one pupil', { individualPupils: 'block' }, { individualPupils: 'warn' }],
    ['fewer days', {}, { nameApartDays: 6 }],
    [
      'an election cut short',
      { electionFrom: '2026-11-10', electionUntil: '2026-12-10' },
      { electionUntil: '2026-12-09' },
    ],
    [
      'an election begun later',
      { electionFrom: '2026-12-01', electionUntil: '2026-12-10' },
      { electionFrom: '2026-12-02' },
    ],
    [
      'an election called off',
      { electionFrom: '2026-12-01', electionUntil: '2026-12-10' },
      { electionFrom: null, electionUntil: null },
    ],
  ])('%s', async (_, before, after) => {
    await world.db.update(schools).set({ settings: { ...before } });
    expect(await set(after)).toMatchObject({
      ok: true,
      looser: [expect.any(String)].concat(Object.keys(after).length > 1 ? [expect.any(String)] : []),
    });
    expect((await told()).sort()).toEqual([...LEADS].sort());
  });
});

describe('it is not looser, and told to nobody,', () => {
  test.each<[string, Partial<TextRules>, Partial<TextRules>]>([
    ['to cite another policy', {}, { policyCited: 'reach2' }],
    [
      'to take away an election that is over',
      { electionFrom: '2026-05-01', electionUntil: '2026-05-20' },
      {
        electionFrom: null,
        electionUntil: null,
      },
    ],
    [
      'to begin later an election that has begun anyway',
      { electionFrom: '2026-11-01', electionUntil: '2026-12-10' },
      { electionFrom: '2026-11-18' },
    ],
    ['to set an election', {}, { electionFrom: '2026-12-01', electionUntil: '2026-12-10' }],
  ])('%s', async (_, before, after) => {
    await world.db.update(schools).set({ settings: { ...before } });
    expect(await set(after)).toMatchObject({ ok: true, looser: [] });
    expect(await told()).toEqual([]);
  });
});

test('a page drawn from other rules sets nothing', async () => {
  const before = rulesBase(USUAL);
  await set({ individualPupils: 'block' }, 'data');
  expect(await set({ logoRule: 'never' }, 'head', before)).toEqual({ ok: false, why: 'stale' });
  expect(await stored()).toMatchObject({ individualPupils: 'block', logoRule: 'own_on_official' });
});

test('setting what is set already is no event', async () => {
  const before = await lastEvents(world.db, `school:${world.schoolId}`, 1);
  expect(await set({})).toEqual({ ok: true, changed: [], looser: [] });
  expect(await lastEvents(world.db, `school:${world.schoolId}`, 1)).toEqual(before);
});

test.each<[Partial<TextRules>, string, string]>([
  [{ nameApartDays: 61 }, 'days_out_of_reach', 'nameApartDays'],
  [{ nameApartDays: -1 }, 'days_out_of_reach', 'nameApartDays'],
  [{ nameApartDays: Number.NaN }, 'days_out_of_reach', 'nameApartDays'],
  [{ electionFrom: '2026-12-01' }, 'last_day_missing', 'electionUntil'],
  [{ electionUntil: '2026-12-01' }, 'first_day_missing', 'electionFrom'],
  [{ electionFrom: '2026-12-02', electionUntil: '2026-12-01' }, 'days_run_backwards', 'electionUntil'],
  [{ electionFrom: '2026-12-01', electionUntil: '2027-12-01' }, 'too_many_days', 'electionUntil'],
  [{ electionFrom: '2026-02-30', electionUntil: '2026-03-01' }, 'day_unclear', 'electionFrom'],
  [{ policyCited: 'nobody' }, 'policy_unknown', 'policyCited'],
])('%j is refused: %s', async (change, code, field) => {
  expect(await set(change)).toMatchObject({ ok: false, why: 'rules', issues: [{ code, field }] });
  expect(textRulesOf(await stored())).toEqual(USUAL);
});

describe('who sets them', () => {
  test.each(['head', 'data'])('the %s does', async (who) => {
    expect(await set({ nameApartDays: 9 }, who)).toMatchObject({ ok: true });
  });
  test.each(['teacher', 'deputy', 'comms', 'office', 'dsl'])('the %s does not', async (who) => {
    await expect(set({ nameApartDays: 9 }, who)).rejects.toMatchObject({ code: 'forbidden' });
  });
  test('nobody of another school does, and learns nothing', async () => {
    await expect(set({ nameApartDays: 9 }, 'harrowdean/head')).rejects.toMatchObject({ code: 'not_found' });
  });
});
