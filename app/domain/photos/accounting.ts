// Everything that people have said of one photo, as one value: which box is whose, who else can be seen, what is hidden.
// A person stands in it at most once, and a box has at most one answer (I-04, I-06, R-62).
import { AppError } from '#app/domain/errors.ts';
import type { PhotoAnswers } from './about-photo.ts';
import type { FaceBox } from './face-box.ts';
import type { HiddenThing } from './hidden-things.ts';
import type { PersonToPlace, Seen } from './settle-steps.ts';

export interface AccountedFace {
  id: string;
  /** from 1, as shown on the photo */
  number: number;
  /** px of the unedited clean photo */
  box: FaceBox;
  certainty: 'sure' | 'possible' | 'drawn';
  /** null while open, or when a person is placed on it */
  setAside: 'blur' | 'not_a_face' | null;
}

export interface AccountedPerson {
  kind: PersonToPlace['kind'];
  id: string;
  placed: 'face' | 'behind' | 'together';
  faceId: string | null;
  faceOn: Seen;
  uniform: Seen;
}

export interface AccountedThing {
  id: string;
  what: HiddenThing;
  box: FaceBox;
}

export interface AccountedGroup {
  name: string;
  /** pupil ids of members who are not in the photo, sorted */
  absent: string[];
  /** pupil ids of members who are in it and hidden, sorted */
  hidden: string[];
  outsidersNone: boolean;
}

export interface Accounting {
  faces: AccountedFace[];
  people: AccountedPerson[];
  blurs: AccountedThing[];
  group: AccountedGroup | null;
  crop: FaceBox | null;
  frame: number;
  headCount: number | null;
  about: PhotoAnswers;
}

/** What steps are measured against. */
export interface AccountingGround {
  /** px of the unedited clean photo */
  width: number;
  height: number;
  /** pictures in the original */
  frames: number;
  /** pupil ids of a group's members; empty for a group that is none */
  membersOf(group: string): readonly string[];
}

type Somebody = Pick<AccountedPerson, 'kind' | 'id'>;

/** Guests are never told apart: several children come under one release, so the same release may be placed many times. */
export const sameOne = (a: Somebody, b: Somebody): boolean =>
  a.kind === b.kind && a.id === b.id && a.kind !== 'guest';

export const personOn = (state: Accounting, faceId: string): AccountedPerson | undefined =>
  state.people.find((person) => person.faceId === faceId);

/** Nobody has said yet whose, or what, it is. */
export const isOpen = (state: Accounting, face: AccountedFace): boolean =>
  face.setAside === null && !personOn(state, face.id);

/** Members of the group chosen for this photo who are neither absent nor hidden. */
export function presentMembers(group: AccountedGroup | null, ground: AccountingGround): string[] {
  if (!group) return [];
  const away = new Set([...group.absent, ...group.hidden]);
  return ground.membersOf(group.name).filter((id) => !away.has(id));
}

/** A step that cannot be taken. Errors: throws AppError illegal_move with a code that has a sentence. */
export function refuseStep(code: StepRefusal): never {
  throw new AppError('illegal_move', code);
}

export type StepRefusal =
  | 'photo_not_ready'
  | 'original_gone'
  | 'box_outside_photo'
  | 'box_too_small'
  | 'too_many_boxes'
  | 'face_not_drawn'
  | 'already_there'
  | 'no_such_picture'
  | 'count_not_a_number';
