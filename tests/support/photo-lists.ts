// Copies of a trip's photo list for tests of pages about one.
import { randomUUID } from 'node:crypto';
import { makeCopy } from '#app/domain/photo-lists/make-copy.ts';
import { schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import type { World } from './world.ts';

/** Makes a copy of the list of the trip that is over today, as a teacher. Out: its id. */
export async function madeList(world: World, kind: 'phone' | 'paper' = 'paper'): Promise<string> {
  const person = await world.staff('teacher');
  const school = (await schoolsOfPerson(world.db, person, world.clock.now())).find(
    ({ id }) => id === world.schoolId,
  );
  if (!school) throw new Error('the teacher does not work here');
  const asked = { tripId: world.trip('over'), kind, sharedDevice: false, requestKey: randomUUID() };
  const made = await makeCopy(world.web, person, school, asked);
  if (!made.ok) throw new Error(made.barrier);
  return made.copy.id;
}
