// The command line and the school's own records find the same: a text compared with a roster from a file, and the same text compared
// with the same pupils in the database, whatever the text is.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { checkWords } from '#app/domain/words/check-words.ts';
import { otherFormsOf } from '#app/domain/words/lexicons/short-forms.ts';
import { rosterGround } from '#app/domain/words/names/roster-ground.ts';
import type { TextPart } from '#app/domain/words/text-part.ts';
import { pupils } from '#db/schema/pupils.ts';
import { textAtSchool } from '#cli/text-school.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const misspelt = (name: string): string => name.slice(0, 2) + name.slice(1);
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

it('names and class labels are found alike in a roster and in the records', async () => {
  const rows = await world.db.select().from(pupils).where(eq(pupils.schoolId, world.schoolId));
  const onRoll = rows.filter(({ leavesOn }) => leavesOn === null);
  expect(onRoll.length).toBeGreaterThan(50);
  expect(onRoll).toHaveLength(rows.length);
  const piece = fc.oneof(
    fc
      .constantFrom(...rows)
      .chain((row) =>
        fc.constantFrom(
          `${row.legalForename} ${row.legalSurname}`,
          `${row.legalSurname}, ${row.preferredForename ?? row.legalForename}`,
          row.legalForename,
          `the ${row.legalSurname} twins`,
          `${row.legalForename.slice(0, 1)} ${row.legalSurname}`,
          `#${row.legalForename}${row.legalSurname}`,
          `${misspelt(row.legalForename)} ${row.legalSurname}`,
          ...otherFormsOf(row.legalForename.toLowerCase()).map(
            (form) => `${capital(form)} ${row.legalSurname}`,
          ),
          ...otherFormsOf(row.legalForename.toLowerCase()).map((form) => `${capital(form)} scored`),
          row.registrationGroup,
          `${row.registrationGroup} class`,
          `Year ${row.yearGroup}`,
        ),
      ),
    fc.constantFrom('well done', 'and', 'Will you join us?', '\n', '.', 'at the pool', '🎉', 'May', 'in'),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  );
  let [found, like] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (pieces, childShown) => {
        const parts: TextPart[] = [{ kind: 'words', field: 'words', text: pieces.join(' ') }];
        const school = await textAtSchool(world.db, world.schoolId, parts, childShown, world.clock.now());
        if (!school) throw new Error('no such school');
        const told = (ground: typeof school.ground) =>
          checkWords(parts, ground, school.about).filter(({ check }) =>
            ['T-01', 'T-02', 'T-03'].includes(check),
          );
        const fromRecords = told(school.ground);
        found += fromRecords.length;
        like += fromRecords.filter(
          ({ code }) => code === 'pupil_name_nearly' || code === 'first_name_short',
        ).length;
        // Who agreed to be named only the records know.
        const agreed = new Map(school.ground.names.pupils.map((pupil) => [pupil.id, pupil.agreed]));
        const roster = rosterGround(rows, parts);
        const named = roster.names.pupils.map((pupil) => ({
          ...pupil,
          agreed: agreed.get(pupil.id) ?? pupil.agreed,
        }));
        const ground = { ...school.ground, labels: roster.labels, names: { pupils: named } };
        expect(told(ground)).toEqual(fromRecords);
      },
    ),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(20);
  expect(like).toBeGreaterThan(3);
});

it('a school is known by its id or by its name in addresses, and no other is', async () => {
  const parts: TextPart[] = [{ kind: 'words', field: 'words', text: 'x' }];
  const at = world.clock.now();
  const byId = await textAtSchool(world.db, world.schoolId, parts, false, at);
  const byName = await textAtSchool(world.db, 'ashwick-lane-primary-school', parts, false, at);
  expect(byId?.about.schoolName).toBe('Ashwick Lane Primary School');
  expect(byName?.about).toEqual(byId?.about);
  expect(await textAtSchool(world.db, 'nowhere', parts, false, at)).toBeNull();
});
