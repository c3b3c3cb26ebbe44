// A trust's own lists of words: versions that are only added, published by those who may and by whoever saw the last one.
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lastEvents } from '#tests/support/log-ends.ts';
import { trustLists } from '#app/domain/words/find-in-post.ts';
import { publishList, type PublishList } from '#app/domain/words/lists/publish-list.ts';
import { readList, readLists } from '#app/domain/words/lists/read-lists.ts';
import { notices } from '#db/schema/notices.ts';
import { wordLists } from '#db/schema/words.ts';
import { PRACTICE_SCHOOLS, PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const LIST = 'trademarks';
const school = () => ({ id: world.schoolId, trustId: PRACTICE_TRUST.id });
const publish = async (typed: string, base: number, by = 'head', more: Partial<PublishList> = {}) =>
  publishList(world.web, await world.staff(by), {
    schoolId: world.schoolId,
    list: LIST,
    typed,
    base,
    ...more,
  });
const read = async (version?: number) =>
  readList(world.db, await world.staff('comms'), school(), { list: LIST, version }, world.clock.now());

beforeEach(() => world.db.delete(wordLists).where(eq(wordLists.list, LIST)));

test('a first version is written, counts from then on in every school of the trust, and is in the trust’s log', async () => {
  expect(await publish('Brightplate\n Larkfield  Coaches', 0)).toEqual({ ok: true, version: 1 });
  expect((await trustLists(world.db, PRACTICE_TRUST.id))[LIST]).toEqual({
    version: 1,
    entries: ['Brightplate', 'Larkfield Coaches'],
  });
  const elsewhere = { id: PRACTICE_SCHOOLS.harrowdean.id, trustId: PRACTICE_TRUST.id };
  const head = await world.staff('harrowdean/head');
  const { entries } = await readList(world.db, head, elsewhere, { list: LIST }, world.clock.now());
  expect(entries).toEqual(['Brightplate', 'Larkfield Coaches']);
  const me = await world.staff('head');
  expect(await lastEvents(world.db, `trust:${PRACTICE_TRUST.id}`, 1)).toEqual([
    { type: 'word_list.published', trustId: PRACTICE_TRUST.id, list: LIST, version: 1, actor: me.userId },
  ]);
});

test('every version stays readable, and going back is publishing an older one anew', async () => {
  await publish('One\nTwo words', 0);
  await publish('Two words', 1, 'comms');
  expect(await publish('One\nTwo words', 2)).toEqual({ ok: true, version: 3 });
  const list = await read();
  expect(list.versions.map(({ version, count, by }) => [version, count, by])).toEqual([
    [3, 2, 'Ngozi Okafor'],
    [2, 1, 'Ellie Marchetti'],
    [1, 2, 'Ngozi Okafor'],
  ]);
  expect(list.entries).toEqual(['One', 'Two words']);
  expect(await read(2)).toMatchObject({ shown: 2, entries: ['Two words'], inForce: ['One', 'Two words'] });
  await expect(read(9)).rejects.toMatchObject({ code: 'not_found' });
});

test('a page drawn from an older version publishes nothing and is told so', async () => {
  await publish('One', 0);
  await publish('One\nTwo', 1, 'comms');
  expect(await publish('One\nThree', 1)).toEqual({ ok: false, why: 'stale', version: 2 });
  expect(await publish('One\nThree', 7)).toEqual({ ok: false, why: 'stale', version: 2 });
  expect((await read()).entries).toEqual(['One', 'Two']);
});

test('of two who publish at the same moment one is told that the other was quicker', async () => {
  await publish('One', 0);
  const both = await Promise.all([publish('One\nTwo', 1), publish('One\nThree', 1, 'comms')]);
  expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, version: 2 }]);
  expect(both.filter(({ ok }) => !ok)).toEqual([{ ok: false, why: 'stale', version: 2 }]);
});

test('what reads the same is no new version, and what is wrong is written by nobody', async () => {
  await publish('One', 0);
  expect(await publish(' One \n', 1)).toEqual({ ok: false, why: 'unchanged' });
  expect(await publish('One\none', 1)).toMatchObject({ ok: false, why: 'entries' });
  expect((await read()).versions).toHaveLength(1);
  expect(await publish('', 1)).toEqual({ ok: true, version: 2 });
  expect((await read()).entries).toEqual([]);
});

test('the database itself takes no second row of the same version', async () => {
  await publish('One', 0);
  const [row] = await world.db
    .select()
    .from(wordLists)
    .where(and(eq(wordLists.list, LIST), eq(wordLists.version, 1)));
  if (!row) throw new Error('not written');
  await expect(world.db.insert(wordLists).values({ ...row, id: crypto.randomUUID() })).rejects.toThrow();
});

describe('who keeps them', () => {
  test.each(['head', 'deputy', 'comms', 'data'])('the %s does', async (who) => {
    expect(await publish('One', 0, who)).toMatchObject({ ok: true });
  });
  test.each(['teacher', 'office', 'dsl', 'governor'])('the %s does not, and reads none', async (who) => {
    await expect(publish('One', 0, who)).rejects.toMatchObject({ code: 'forbidden' });
    const person = await world.staff(who);
    await expect(readLists(world.db, person, school(), world.clock.now())).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
  test('nobody of another school does, and learns nothing', async () => {
    await expect(publish('One', 0, 'harrowdean/head')).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('the safeguarding leads of every school are told when a list lets more out, and of no other list', async () => {
  const told = async () =>
    (await world.db.select().from(notices).where(eq(notices.kind, 'text_rules_looser'))).map(
      ({ schoolId, code }) => `${schoolId} ${code}`,
    );
  await publish('Larkfield Coaches', 0);
  expect(await told()).toEqual([]);
  const base = (await trustLists(world.db, PRACTICE_TRUST.id)).everyday_names.version;
  expect(await publish('Sonnet', base, 'comms', { list: 'everyday_names' })).toMatchObject({ ok: true });
  expect([...new Set(await told())].sort()).toEqual(
    [PRACTICE_SCHOOLS.ashwick.id, PRACTICE_SCHOOLS.harrowdean.id].map((id) => `${id} list`).sort(),
  );
  await world.db.delete(notices);
});
