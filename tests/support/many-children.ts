// As many made-up children as a suite needs, each with one parent and the answers of a practice child who said yes to everything on
// the form: copied row by row, so that no test has to share a child with another.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { consentDecisions, authorityHolders } from '#db/schema/consent.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { World } from './world.ts';

export interface Child {
  id: string;
  holderId: string;
}

/** Rows in one statement, well below what a database takes. */
const AT_ONCE = 500;

/** Copies the practice pupil with this index so many times. */
export async function manyChildren(world: World, count: number, index = 0): Promise<Child[]> {
  const original = world.pupil(index);
  const [pupil] = await world.db.select().from(pupils).where(eq(pupils.id, original));
  const [holder] = await world.db
    .select()
    .from(authorityHolders)
    .where(eq(authorityHolders.pupilId, original));
  const answers = await world.db
    .select()
    .from(consentDecisions)
    .where(eq(consentDecisions.pupilId, original));
  if (!pupil || !holder) throw new Error('the practice pupil is not there');
  const own = answers.filter(({ holderId }) => holderId === holder.id);
  const children = Array.from({ length: count }, (): Child => ({ id: randomUUID(), holderId: randomUUID() }));
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = children.slice(from, from + AT_ONCE);
    await world.db.insert(pupils).values(some.map(({ id }) => ({ ...pupil, id, misId: id })));
    await world.db
      .insert(authorityHolders)
      .values(some.map(({ id, holderId }) => ({ ...holder, id: holderId, pupilId: id })));
    await world.db.insert(consentDecisions).values(
      some.flatMap(({ id, holderId }) =>
        own.map(({ sequence: _, ...answer }) => ({
          ...answer,
          id: randomUUID(),
          pupilId: id,
          holderId,
          supersedesId: null,
          requestKey: null,
        })),
      ),
    );
  }
  return children;
}
