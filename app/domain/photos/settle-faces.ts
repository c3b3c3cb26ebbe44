// Answers boxes on a photo one by one or many at once, and adds those that were missed (I-06, I-08).
import { found } from '#app/domain/errors.ts';
import {
  type AccountedFace,
  type Accounting,
  type AccountingGround,
  isOpen,
  personOn,
  refuseStep,
} from './accounting.ts';
import { boxInside, MOST_BOXES } from './box-bounds.ts';
import { placePerson, stepOff } from './place-people.ts';
import type { FaceAnswer, SettleStep } from './settle-steps.ts';

/** Errors: AppError not_found for a face that is not on this photo. */
export function answerFace(
  state: Accounting,
  faceId: string,
  answer: FaceAnswer,
  ground: AccountingGround,
): Accounting {
  const face = found(
    state.faces.find(({ id }) => id === faceId),
    'face',
  );
  if (answer.is === 'person')
    return placePerson(aside(state, face, null), answer.person, { placed: 'face', faceId }, ground);
  const standing = personOn(state, faceId);
  const cleared = standing ? stepOff(state, standing, ground) : state;
  return aside(cleared, face, answer.is === 'open' ? null : answer.is);
}

/** Hides every face that nobody has answered. */
export function blurTheRest(state: Accounting): Accounting {
  const faces = state.faces.map((face) =>
    isOpen(state, face) ? { ...face, setAside: 'blur' as const } : face,
  );
  return { ...state, faces };
}

/** Errors: AppError illegal_move for a box outside the photo, too small, one too many, or an id that is taken. */
export function drawFace(
  state: Accounting,
  { faceId, box, answer, number }: Extract<SettleStep, { step: 'draw_face' }>,
  ground: AccountingGround,
): Accounting {
  if (state.faces.some(({ id }) => id === faceId)) refuseStep('already_there');
  if (state.faces.length >= MOST_BOXES) refuseStep('too_many_boxes');
  const face: AccountedFace = {
    id: faceId,
    number: freeNumber(state.faces, number),
    box: boxInside(box, ground),
    certainty: 'drawn',
    setAside: null,
  };
  const drawn = { ...state, faces: [...state.faces, face].sort((a, b) => a.number - b.number) };
  return answer ? answerFace(drawn, faceId, answer, ground) : drawn;
}

/** Errors: AppError not_found; illegal_move for a face that was found, which is answered "not a face" instead. */
export function removeFace(state: Accounting, faceId: string, ground: AccountingGround): Accounting {
  const face = found(
    state.faces.find(({ id }) => id === faceId),
    'face',
  );
  if (face.certainty !== 'drawn') refuseStep('face_not_drawn');
  const cleared = answerFace(state, faceId, { is: 'open' }, ground);
  return { ...cleared, faces: cleared.faces.filter(({ id }) => id !== faceId) };
}

const aside = (state: Accounting, face: AccountedFace, setAside: AccountedFace['setAside']): Accounting => ({
  ...state,
  faces: state.faces.map((each) => (each.id === face.id ? { ...each, setAside } : each)),
});

/** The number asked for if nobody has it, else the lowest that is free. */
function freeNumber(faces: readonly AccountedFace[], wanted: number | undefined): number {
  const taken = new Set(faces.map(({ number }) => number));
  if (wanted !== undefined && Number.isSafeInteger(wanted) && wanted >= 1 && wanted <= MOST_BOXES)
    if (!taken.has(wanted)) return wanted;
  let free = 1;
  while (taken.has(free)) free++;
  return free;
}
