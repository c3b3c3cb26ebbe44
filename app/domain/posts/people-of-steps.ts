// The people that a step of the accounting names: which pupils' rows have to be locked for it, and whether they are this school's.
import type { Database, Tx } from '#db/client.server.ts';
import { guestPermissionsByIds } from '#db/queries/guests.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { adultPermissionsByIds, findSchool } from '#db/queries/schools.server.ts';
import { found } from '#app/domain/errors.ts';
import { type Accounting, sameOne } from '#app/domain/photos/accounting.ts';
import type { PersonToPlace, SettleStep } from '#app/domain/photos/settle-steps.ts';
import type { PostRef } from './load-post-facts.ts';
import { membersOfGroup } from './photo-group.ts';

export interface NamedInStep {
  /** every pupil whom the step can bring into the photo */
  pupilIds: string[];
  /** of them, the members of the class that it names */
  members: string[];
}

/** Errors: AppError not_found for a school that is none. */
export async function pupilsIn(db: Database, ref: PostRef, step: SettleStep, at: Date): Promise<NamedInStep> {
  const pupilIds = peopleIn(step)
    .filter(({ kind }) => kind === 'pupil')
    .map(({ id }) => id);
  if (step.step !== 'set_group' || !step.group) return { pupilIds, members: [] };
  const { zone } = found(await findSchool(db, ref), 'school');
  const rows = await membersOfGroup(db, { id: ref.schoolId, zone }, step.group.name, at);
  const members = rows.map(({ id }) => id);
  return { pupilIds: [...pupilIds, ...members], members };
}

function peopleIn(step: SettleStep): PersonToPlace[] {
  switch (step.step) {
    case 'answer':
      return step.answer.is === 'person' ? [step.answer.person] : [];
    case 'answer_many':
      return step.answers.flatMap(({ answer }) => (answer.is === 'person' ? [answer.person] : []));
    case 'draw_face':
      return step.answer?.is === 'person' ? [step.answer.person] : [];
    case 'add_person':
    case 'describe_person':
      return [step.person];
    default:
      return [];
  }
}

/** Errors: AppError not_found for a pupil, adult or guest permission that is not this school's. */
export async function everyoneIsOurs(
  db: Tx,
  ref: PostRef,
  before: Accounting,
  after: Accounting,
): Promise<void> {
  const isNew = (person: Accounting['people'][number]) =>
    !before.people.some((each) => sameOne(each, person) || (each.kind === 'guest' && each.id === person.id));
  const ids = (kind: PersonToPlace['kind']) => [
    ...new Set(after.people.filter((person) => person.kind === kind && isNew(person)).map(({ id }) => id)),
  ];
  const [pupils, adults, guests] = [ids('pupil'), ids('adult'), ids('guest')];
  const known = new Set([
    ...(await pupilsByIds(db, ref, pupils)).map(({ id }) => `pupil:${id}`),
    ...(await adultPermissionsByIds(db, ref, adults)).map(({ id }) => `adult:${id}`),
    ...(await guestPermissionsByIds(db, ref, guests)).map(({ id }) => `guest:${id}`),
  ]);
  for (const id of pupils) found(known.has(`pupil:${id}`) || null, 'pupil');
  for (const id of adults) found(known.has(`adult:${id}`) || null, 'adult');
  for (const id of guests) found(known.has(`guest:${id}`) || null, 'guest');
}
