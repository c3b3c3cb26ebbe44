// Adults' permissions, one's own, and other people's material, as pages: recorded and ended by those who keep them, and one's own
// by everyone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as adults from '#app/routes/s.$school.adults.tsx';
import * as materials from '#app/routes/s.$school.materials.tsx';
import * as me from '#app/routes/s.$school.me.tsx';
import type { OwnLine } from '#app/presenters/adults.ts';
import type { PermissionLine } from '#app/presenters/permission-lines.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

interface Page<Line> {
  lines: Line[];
  requestKey: string;
}
type Module = typeof adults | typeof materials | typeof me;
const page = async <Line>(module: Module, as: string) =>
  (await look(web, module.loader, as, null)).data as Page<Line>;
const send = (module: Module, as: string, form: Record<string, string | string[]>) =>
  press(web, module.action, as, { schoolId: web.world.schoolId, postId: '' }, form);
const OFFICE = 'ashwick/office';
const day = (offset: number) =>
  new Date(web.world.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);

describe('an adult', () => {
  const filled = async (change: Record<string, string | string[]> = {}) => ({
    intent: 'record',
    requestKey: (await page(adults, OFFICE)).requestKey,
    name: 'Dilys Frayne',
    kind: 'parent',
    subjects: ['image'],
    channels: ['x', 'website'],
    tripId: '',
    firstDay: day(-1),
    lastDay: day(100),
    evidence: 'E-mail of 3 November, office folder',
    ...change,
  });

  test('is recorded, says what is covered, and is taken back with one press', async () => {
    expect((await send(adults, OFFICE, await filled())).to).toBe(`${BASE}/adults?note=recorded`);
    const found = async () =>
      (await page<PermissionLine>(adults, OFFICE)).lines.find(({ title }) => title === 'Dilys Frayne');
    expect(await found()).toMatchObject({
      standing: 'Counts now · Parent or carer',
      covers: ['In a photo. Where: X, school website.'],
      kept: 'In writing: E-mail of 3 November, office folder. Recorded by Sandra Pugh.',
    });
    const id = (await found())?.id ?? '';
    const taken = await send(adults, OFFICE, { intent: 'withdraw', adultPermissionId: id });
    expect(taken.to).toBe(`${BASE}/adults?note=withdrawn`);
    expect(await found()).toMatchObject({ standing: 'Taken back · Parent or carer', runs: false });
  });

  test('without what is needed is not recorded, field by field, and what was typed stands there again', async () => {
    const { status, data } = await send(
      adults,
      OFFICE,
      await filled({ name: ' ', subjects: [], channels: [], firstDay: '', lastDay: day(-5), evidence: '' }),
    );
    expect(status).toBe(422);
    const { errors, typed } = data as { errors: Record<string, string>; typed: Record<string, string[]> };
    expect(Object.keys(errors)).toEqual(['name', 'subjects', 'channels', 'firstDay', 'lastDay', 'evidence']);
    expect(typed['kind']).toEqual(['parent']);
    const without = await filled();
    const { data: unsaid } = await send(adults, OFFICE, { ...without, kind: '' });
    expect((unsaid as { errors: Record<string, string> }).errors['kind']).toContain('Choose');
  });

  test.each(['ashwick/teacher', 'ashwick/dsl'])('is not for %s to record', async (as) => {
    expect((await look(web, adults.loader, as, null)).status).toBe(404);
    expect((await send(adults, as, await filled())).status).toBe(404);
  });
});

describe('one’s own permission', () => {
  test('is given and taken back by anybody who works there', async () => {
    const as = 'ashwick/governor';
    const { requestKey } = await page(me, as);
    for (let i = 0; i < 2; i++)
      expect((await send(me, as, { intent: 'give', requestKey, channels: ['x'] })).to).toBe(
        `${BASE}/me?note=given`,
      );
    const { lines } = await page<OwnLine>(me, as);
    expect(lines).toEqual([expect.objectContaining({ places: 'X' })]);
    const taken = await send(me, as, { intent: 'take_back', adultPermissionId: lines[0]?.id ?? '' });
    expect(taken.to).toBe(`${BASE}/me?note=taken_back`);
    expect((await page<OwnLine>(me, as)).lines).toEqual([]);
  });

  test('says what is missing when no place was ticked', async () => {
    const { requestKey } = await page(me, 'ashwick/teacher');
    const { status, data } = await send(me, 'ashwick/teacher', { intent: 'give', requestKey });
    expect(status).toBe(422);
    expect((data as { errors: Record<string, string> }).errors['channels']).toContain('place');
  });
});

describe('other people’s material', () => {
  test('is recorded and ended by the office, and is no door for a teacher', async () => {
    const { requestKey } = await page(materials, OFFICE);
    const form = {
      ...{ intent: 'record', requestKey, what: 'County cross-country', kind: 'picture' },
      ...{ givenBy: 'Peter Lowe', channels: ['x'], firstDay: day(-1), lastDay: '' },
      evidence: 'Contract of 3 November',
    };
    expect((await send(materials, OFFICE, { ...form, givenBy: '' })).status).toBe(422);
    expect((await send(materials, OFFICE, form)).to).toBe(`${BASE}/materials?note=recorded`);
    const [line] = (await page<PermissionLine>(materials, OFFICE)).lines;
    expect(line).toMatchObject({ covers: ['From Peter Lowe. Where: X.'], runs: true });
    const ended = await send(materials, OFFICE, { intent: 'end', materialPermissionId: line?.id ?? '' });
    expect(ended.to).toBe(`${BASE}/materials?note=ended`);
    const now = async () => (await page<PermissionLine>(materials, OFFICE)).lines[0];
    expect(await now()).toMatchObject({ runs: false, takenBack: false });
    await send(materials, OFFICE, { intent: 'withdraw', materialPermissionId: line?.id ?? '' });
    expect(await now()).toMatchObject({ runs: false, takenBack: true });
    expect((await look(web, materials.loader, 'ashwick/teacher', null)).status).toBe(404);
  });
});
