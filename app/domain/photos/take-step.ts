// Takes one step of the accounting: a value and a step in, the next value out. Nothing is read and nothing is written here.
import { found } from '#app/domain/errors.ts';
import { type PhotoAnswers, withAnswers } from './about-photo.ts';
import { type Accounting, type AccountingGround, isOpen, refuseStep } from './accounting.ts';
import { boxInside, MIN_CROP, MOST_BOXES } from './box-bounds.ts';
import type { FaceBox } from './face-box.ts';
import { describePerson, placePerson, removePerson } from './place-people.ts';
import { answerFace, blurTheRest, drawFace, removeFace } from './settle-faces.ts';
import { setGroup } from './settle-group.ts';
import type { AnswersGiven, SettleStep } from './settle-steps.ts';

const MOST_PEOPLE = 1_000;

/** Errors: AppError not_found for what is not in this photo; illegal_move with a code of `StepRefusal`. */
export function takeStep(state: Accounting, step: SettleStep, ground: AccountingGround): Accounting {
  switch (step.step) {
    case 'answer':
      return answerFace(state, step.faceId, step.answer, ground);
    case 'answer_many':
      return step.answers.reduce(
        (each, { faceId, answer }) => answerFace(each, faceId, answer, ground),
        state,
      );
    case 'blur_the_rest':
      return blurTheRest(state);
    case 'draw_face':
      return drawFace(state, step, ground);
    case 'remove_face':
      return removeFace(state, step.faceId, ground);
    case 'add_person':
      return placePerson(state, step.person, { placed: step.placed, faceId: null }, ground);
    case 'remove_person':
      return removePerson(state, step, ground);
    case 'describe_person':
      return describePerson(state, step.person);
    case 'set_group':
      return setGroup(state, step.group, ground);
    case 'hide':
      return hide(state, step, ground);
    case 'show_again':
      return showAgain(state, step.blurId);
    case 'crop':
      return { ...state, crop: step.box && cropOf(step.box, ground) };
    case 'choose_frame':
      return chooseFrame(state, frameOf(step.frame, ground), ground);
    case 'count':
      return { ...state, headCount: countOf(step.headCount) };
    case 'about':
      return { ...state, about: answersAfter(state.about, step.answers) };
  }
}

function hide(
  state: Accounting,
  { blurId, what, box }: Extract<SettleStep, { step: 'hide' }>,
  ground: AccountingGround,
): Accounting {
  if (state.blurs.some(({ id }) => id === blurId)) refuseStep('already_there');
  if (state.blurs.length >= MOST_BOXES) refuseStep('too_many_boxes');
  return { ...state, blurs: [...state.blurs, { id: blurId, what, box: boxInside(box, ground) }] };
}

function showAgain(state: Accounting, blurId: string): Accounting {
  found(
    state.blurs.find(({ id }) => id === blurId),
    'blur',
  );
  return { ...state, blurs: state.blurs.filter(({ id }) => id !== blurId) };
}

/** A crop that keeps everything is none. */
function cropOf(box: FaceBox, { width, height }: AccountingGround): FaceBox | null {
  const crop = boxInside(box, { width, height }, Math.min(MIN_CROP, width, height));
  return crop.width === width && crop.height === height ? null : crop;
}

/**
 * Another moment is another picture: nobody has counted in it, and on a face may stand somebody else by then, so both are asked
 * anew. What is hidden stays hidden.
 */
function chooseFrame(state: Accounting, frame: number, ground: AccountingGround): Accounting {
  if (frame === state.frame) return state;
  const asked = state.faces
    .filter((face) => face.setAside !== 'blur' && !isOpen(state, face))
    .reduce((each, { id }) => answerFace(each, id, { is: 'open' }, ground), state);
  return { ...asked, frame, headCount: null };
}

function frameOf(frame: number, { frames }: AccountingGround): number {
  if (!Number.isSafeInteger(frame) || frame < 0 || frame >= frames) refuseStep('no_such_picture');
  return frame;
}

function countOf(count: number | null): number | null {
  if (count !== null && (!Number.isSafeInteger(count) || count < 0 || count > MOST_PEOPLE))
    refuseStep('count_not_a_number');
  return count;
}

function answersAfter(before: PhotoAnswers, given: AnswersGiven): PhotoAnswers {
  const entries = Object.entries(given);
  const kept = { ...before };
  for (const [name, answer] of entries) if (answer === null) delete kept[name as keyof PhotoAnswers];
  return withAnswers(kept, Object.fromEntries(entries.filter(([, answer]) => answer !== null)));
}
