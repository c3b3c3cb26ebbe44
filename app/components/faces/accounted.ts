// What the screen asks of the accounting of a photo: what stands on a face, who stands where, and how much is left.
import {
  type AccountedFace,
  type AccountedPerson,
  type Accounting,
  isOpen,
  personOn,
} from '#app/domain/photos/accounting.ts';
import { isInPicture } from '#app/domain/photos/box-bounds.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { peopleInPicture } from '#app/domain/photos/people-in-picture.ts';

/** A face with what stands on it. */
export interface FaceNow {
  id: string;
  number: number;
  /** px of the unedited clean photo */
  box: FaceBox;
  certainty: AccountedFace['certainty'];
  /** outside what the crop keeps: needs no answer */
  cutAway: boolean;
  answer: { is: 'open' | 'blur' | 'not_a_face' } | { is: 'person'; person: AccountedPerson };
}

/** Every face with its answer, by number. */
export function facesNow(state: Accounting): FaceNow[] {
  return state.faces
    .map(({ id, number, box, certainty, setAside }): FaceNow => {
      const person = personOn(state, id);
      const cutAway = !isInPicture(box, state.crop);
      const answer = person ? { is: 'person' as const, person } : { is: setAside ?? ('open' as const) };
      return { id, number, box, certainty, cutAway, answer };
    })
    .sort((a, b) => a.number - b.number);
}

/** Everybody who stands on no face. */
export const withoutFace = ({ people }: Accounting): AccountedPerson[] =>
  people.filter(({ faceId }) => faceId === null);

export interface Counts {
  settled: number;
  total: number;
  /** faces without an answer yet */
  open: number;
  /** people who can be recognised, as far as it is settled */
  recognisable: number;
  /** faces made unrecognisable */
  blurred: number;
}

/** Counts what is in the picture. Faces that nobody named are no longer open once a whole class stands for them. */
export function countsOf(state: Accounting): Counts {
  const faces = state.faces.filter(({ box }) => isInPicture(box, state.crop));
  const unnamed = faces.filter((face) => isOpen(state, face)).length;
  const together = state.people.filter(({ placed }) => placed === 'together').length;
  const covered = state.group !== null && state.group.outsidersNone && unnamed === together;
  const open = covered ? 0 : unnamed;
  return {
    open,
    total: faces.length,
    settled: faces.length - open,
    recognisable: peopleInPicture(state).length,
    blurred: faces.filter(({ setAside }) => setAside === 'blur').length,
  };
}

/** The value of a person's row: `pupil:<id>`. */
export const valueOf = ({ kind, id }: Pick<AccountedPerson, 'kind' | 'id'>): string => `${kind}:${id}`;

/** Where each person stands, by the value of their row: the number of a face, or without one. */
export function placesOf(state: Accounting): ReadonlyMap<string, number | 'behind' | 'together'> {
  const numbers = new Map(state.faces.map(({ id, number }) => [id, number]));
  return new Map(
    state.people.map((person) => [
      valueOf(person),
      (person.faceId && numbers.get(person.faceId)) || (person.placed === 'behind' ? 'behind' : 'together'),
    ]),
  );
}
