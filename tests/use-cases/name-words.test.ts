// The words by which pupils' names are found stand beside every pupil, however the pupil came here: seeded, typed, imported, renamed,
// or kept since before names had words. Of a name that is no more only closed words are kept.
import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addPupil, changePupil, type TypedPupil } from '#app/domain/pupils/keep-pupil.ts';
import { fillAllNameWords } from '#app/domain/pupils/fill-name-words.ts';
import { nameWords } from '#app/domain/pupils/name-words.ts';
import { typedPupil } from '#app/presenters/kept-pupils.ts';
import { carryWordKey, wordDigestOf } from '#db/name-digests.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { pupils } from '#db/schema/pupils.ts';
import { pupilNameWords } from '#db/schema/words.ts';
import { csvOf, wholeImport } from '#tests/support/imports.ts';
import { TEST_WORD_KEY } from '#tests/support/test-seals.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(1_000));

const wordsOf = async (pupilId: string, earlier = false) => {
  const rows = await world.db
    .select()
    .from(pupilNameWords)
    .where(and(eq(pupilNameWords.pupilId, pupilId), eq(pupilNameWords.earlier, earlier)));
  return rows.map(({ name, part, place, word }) => `${earlier ? '' : name} ${part} ${place} ${word}`).sort();
};
const rowOf = async (pupilId: string) => {
  const row = await findPupil(world.db, world, pupilId);
  if (!row) throw new Error('no such pupil');
  return row;
};
const change = async (pupilId: string, differs: Partial<TypedPupil>) => {
  const { misId: _, ...typed } = { ...typedPupil(await rowOf(pupilId)), ...differs };
  return changePupil(world.web, await world.staff('office'), { ...world, pupilId }, typed);
};
/** Every pupil of every school has just the words of their names. */
async function allInStep(): Promise<void> {
  const rows = await world.db.select().from(pupils);
  for (const row of rows)
    expect(await wordsOf(row.id)).toEqual(
      nameWords(row)
        .map(({ name, part, place, word }) => `${name} ${part} ${place} ${word}`)
        .sort(),
    );
  expect(rows.length).toBeGreaterThan(100);
}

it('stand beside every practice pupil', allInStep);

it('are written with a pupil who is typed, and changed with their name', async () => {
  const id = randomUUID();
  const typed: TypedPupil = {
    ...{ misId: id, legalForename: 'Mina', legalSurname: 'van Dijk', preferredForename: '' },
    ...{ preferredSurname: '', knownAs: 'Minnie', yearGroup: 'Year 4', registrationGroup: '4 Hazel' },
    ...{ dateOfBirth: '2017-03-02', startsOn: '2026-11-16', leavesOn: '' },
  };
  expect((await addPupil(world.web, await world.staff('office'), world.schoolId, typed, id)).ok).toBe(true);
  expect(await wordsOf(id)).toEqual([
    'known forename 0 minnie',
    'legal forename 0 mina',
    'legal surname 0 van',
    'legal surname 1 dijk',
    'legal surname 2 vandijk',
  ]);
  await change(id, { knownAs: '', preferredForename: 'Wilhelmina' });
  expect(await wordsOf(id)).toContain('preferred forename 0 wilhelmina');
  expect(await wordsOf(id)).not.toContain('known forename 0 minnie');
});

it('are written with pupils of a file, those new and those renamed, and what everyone calls them', async () => {
  const renamed = await rowOf(world.pupil(3));
  const header = ['Pupil ID', 'Forename', 'Surname', 'Preferred Forename', 'Known As', 'Year', 'Class'];
  const file = csvOf([
    header,
    [renamed.misId, renamed.legalForename, 'Okonkwo', '', 'Bix', renamed.yearGroup, '4 Hazel'],
    ['NEW-1', 'Tomasz', 'Wójcik', 'Tom', 'Tommo', 'Year 4', '4 Hazel'],
  ]);
  await wholeImport(world, file);
  const [added] = await world.db.select().from(pupils).where(eq(pupils.misId, 'NEW-1'));
  expect(await wordsOf(added?.id ?? '')).toEqual([
    'known forename 0 tommo',
    'legal forename 0 tomasz',
    'legal surname 0 wojcik',
    'preferred forename 0 tom',
  ]);
  expect(await wordsOf(renamed.id)).toContain('legal surname 0 okonkwo');
  expect(await wordsOf(renamed.id)).toContain('known forename 0 bix');
});

describe('of a name that is no more', () => {
  it('are kept closed with the key, and never as words', async () => {
    const id = world.pupil(5);
    const { legalForename, legalSurname } = await rowOf(id);
    await change(id, { legalSurname: 'Thistlewood' });
    const digest = wordDigestOf(world.db);
    expect(await wordsOf(id, true)).toEqual(
      [
        ` forename 0 ${digest(legalForename.toLowerCase())}`,
        ` surname 0 ${digest(legalSurname.toLowerCase())}`,
      ].sort(),
    );
    expect(await wordsOf(id)).not.toContain(`legal surname 0 ${legalSurname.toLowerCase()}`);
  });

  it('are made anew with another key, and once', async () => {
    const id = world.pupil(6);
    await change(id, { legalSurname: 'Larkspur' });
    const before = await wordsOf(id, true);
    carryWordKey(world.db, 'another key of more than thirty-two characters');
    try {
      expect((await fillAllNameWords(world.worker)).earlierNames).toBeGreaterThan(0);
      const after = await wordsOf(id, true);
      expect(after).toHaveLength(before.length);
      expect(after).not.toEqual(before);
      expect((await fillAllNameWords(world.worker)).earlierNames).toBe(0);
    } finally {
      carryWordKey(world.db, TEST_WORD_KEY);
    }
  });
});

it('are filled in for pupils kept since before, begun again where it was, and then there is nothing to do', async () => {
  await fillAllNameWords(world.worker);
  const earlier = await wordsOf(world.pupil(5), true);
  await world.db.execute(sql`delete from pupil_name_words`);
  const filled = await fillAllNameWords(world.worker);
  expect(filled.pupils).toBeGreaterThan(100);
  await allInStep();
  expect(await wordsOf(world.pupil(5), true)).toEqual(earlier);
  await world.db.execute(sql`delete from pupil_name_words where pupil_id = ${world.pupil(1)}`);
  expect(await fillAllNameWords(world.worker)).toEqual({ pupils: 1, earlierNames: 0 });
  expect(await fillAllNameWords(world.worker)).toEqual({ pupils: 0, earlierNames: 0 });
  await allInStep();
});
