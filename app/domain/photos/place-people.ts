// Puts people into the accounting of a photo, takes them out, and says what is known of them. Somebody placed twice has moved.
import { found } from '#app/domain/errors.ts';
import {
  type AccountedPerson,
  type Accounting,
  type AccountingGround,
  personOn,
  presentMembers,
  sameOne,
} from './accounting.ts';
import type { PersonToPlace } from './settle-steps.ts';

type Place = Pick<AccountedPerson, 'placed' | 'faceId'>;

/** Places the person; whoever stood on that face before steps off it, and a member who was absent is in the photo after all. */
export function placePerson(
  state: Accounting,
  person: PersonToPlace,
  place: Place,
  ground: AccountingGround,
): Accounting {
  const prior = state.people.find((each) => sameOne(each, person));
  const known = person.kind === 'guest' ? {} : { ...prior, ...given(person) };
  const one: AccountedPerson = {
    kind: person.kind,
    id: person.id,
    ...place,
    faceOn: known.faceOn ?? 'unknown',
    uniform: known.uniform ?? 'unknown',
  };
  const standing = place.faceId === null ? undefined : personOn(state, place.faceId);
  const cleared = standing && !sameOne(standing, person) ? stepOff(state, standing, ground) : state;
  const others = cleared.people.filter((each) => !sameOne(each, person));
  return { ...cleared, people: [...others, one], group: withoutAbsence(cleared.group, person) };
}

/** Nobody stands on the face any more. A member of the photo's group is still in the photo, with the others. */
export function stepOff(state: Accounting, person: AccountedPerson, ground: AccountingGround): Accounting {
  const people = state.people.filter((each) => each !== person);
  if (!isPresentMember(state, person, ground)) return { ...state, people };
  return { ...state, people: [...people, { ...person, placed: 'together', faceId: null }] };
}

/** Takes the person out, wherever they stand; a member of the photo's group is then absent. Errors: AppError not_found. */
export function removePerson(
  state: Accounting,
  who: Pick<PersonToPlace, 'kind' | 'id'>,
  ground: AccountingGround,
): Accounting {
  const those = state.people.filter(({ kind, id }) => kind === who.kind && id === who.id);
  const person = found(those.findLast(({ faceId }) => faceId === null) ?? those.at(-1), 'person');
  const people = state.people.filter((each) => each !== person);
  const { group } = state;
  if (!group || !isPresentMember(state, person, ground)) return { ...state, people };
  return { ...state, people, group: { ...group, absent: [...group.absent, person.id].sort() } };
}

/** Says how somebody who is placed can be seen. Errors: AppError not_found for who is not. */
export function describePerson(state: Accounting, person: PersonToPlace): Accounting {
  found(
    state.people.find(({ kind, id }) => kind === person.kind && id === person.id),
    'person',
  );
  const people = state.people.map((each) => (sameOne(each, person) ? { ...each, ...given(person) } : each));
  return { ...state, people };
}

function given({ faceOn, uniform }: PersonToPlace): Partial<Pick<AccountedPerson, 'faceOn' | 'uniform'>> {
  return { ...(faceOn ? { faceOn } : {}), ...(uniform ? { uniform } : {}) };
}

const isPresentMember = (
  { group }: Accounting,
  { kind, id }: AccountedPerson,
  ground: AccountingGround,
): boolean => kind === 'pupil' && presentMembers(group, ground).includes(id);

function withoutAbsence(group: Accounting['group'], { kind, id }: PersonToPlace): Accounting['group'] {
  if (!group || kind !== 'pupil') return group;
  const others = (ids: string[]) => ids.filter((each) => each !== id);
  return { ...group, absent: others(group.absent), hidden: others(group.hidden) };
}
