// The way back: the steps that turn one accounting of a photo into another, found by comparing the two.
import {
  type AccountedGroup,
  type Accounting,
  type AccountedPerson,
  type AccountingGround,
  personOn,
  sameOne,
} from './accounting.ts';
import type { AnswersGiven, FaceAnswer, SettleStep } from './settle-steps.ts';
import { takeStep } from './take-step.ts';

/** Out: steps that, taken in this order on `from`, give `to`; none when they are the same. */
export function stepsBetween(from: Accounting, to: Accounting, ground: AccountingGround): SettleStep[] {
  const steps: SettleStep[] = [];
  let state = from;
  const take = (...more: SettleStep[]) => {
    for (const step of more) state = takeStep(state, step, ground);
    steps.push(...more);
  };
  // First: choosing a picture asks anew who is in it.
  if (state.frame !== to.frame) take({ step: 'choose_frame', frame: to.frame });
  if (!alike(state.group, to.group)) take(...groupAgain(to.group, ground));
  take(...goneFaces(state, to));
  take(...missingFaces(state, to));
  take(...otherAnswers(state, to));
  take(...tooMany(state, to));
  take(...tooFew(state, to));
  take(...otherwiseSeen(state, to));
  take(...otherMarks(state, to));
  return steps;
}

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A class as it is today: of those who left it nothing can be said again, and one without members cannot be chosen. */
function groupAgain(group: AccountedGroup | null, ground: AccountingGround): SettleStep[] {
  if (!group) return [{ step: 'set_group', group }];
  const members = ground.membersOf(group.name);
  if (members.length === 0) return [];
  const still = (ids: readonly string[]) => ids.filter((id) => members.includes(id));
  return [
    {
      step: 'set_group',
      group: { ...group, absent: still(group.absent), hidden: still(group.hidden) },
    },
  ];
}

const goneFaces = (from: Accounting, to: Accounting): SettleStep[] =>
  from.faces
    .filter(({ id }) => !to.faces.some((face) => face.id === id))
    .map(({ id: faceId }) => ({ step: 'remove_face', faceId }));

const missingFaces = (from: Accounting, to: Accounting): SettleStep[] =>
  to.faces
    .filter(({ id }) => !from.faces.some((face) => face.id === id))
    .map(({ id: faceId, box, number }) => ({ step: 'draw_face', faceId, box, number }));

function otherAnswers(from: Accounting, to: Accounting): SettleStep[] {
  const answers = to.faces
    .filter(({ id }) => !alike(answerOf(from, id), answerOf(to, id)))
    .map(({ id: faceId }) => ({ faceId, answer: answerOf(to, faceId) }));
  if (answers.length === 0) return [];
  const [only] = answers;
  return [answers.length === 1 && only ? { step: 'answer', ...only } : { step: 'answer_many', answers }];
}

function answerOf(state: Accounting, faceId: string): FaceAnswer {
  const { kind, id, faceOn, uniform } = personOn(state, faceId) ?? {};
  if (kind && id)
    return { is: 'person', person: { kind, id, faceOn: faceOn ?? 'unknown', uniform: uniform ?? 'unknown' } };
  return { is: state.faces.find((face) => face.id === faceId)?.setAside ?? 'open' };
}

const offFaces = ({ people }: Accounting) => people.filter(({ faceId }) => faceId === null);

/** Children of one release who stand on no face are not told apart: when they differ, all of them are placed anew. */
function guestsDiffer(from: Accounting, to: Accounting, id: string): boolean {
  const places = (state: Accounting) =>
    offFaces(state)
      .filter((person) => person.kind === 'guest' && person.id === id)
      .map(({ placed }) => placed)
      .sort();
  return !alike(places(from), places(to));
}

const stands = (state: Accounting, person: AccountedPerson): boolean =>
  state.people.some((each) => sameOne(each, person) && each.placed === person.placed);

const tooMany = (from: Accounting, to: Accounting): SettleStep[] =>
  offFaces(from)
    .filter((person) =>
      person.kind === 'guest'
        ? guestsDiffer(from, to, person.id)
        : !to.people.some((each) => sameOne(each, person)),
    )
    .map(({ kind, id }) => ({ step: 'remove_person', kind, id }));

const tooFew = (from: Accounting, to: Accounting): SettleStep[] =>
  offFaces(to)
    .filter((person) => (person.kind === 'guest' ? !stillStand(from, to, person) : !stands(from, person)))
    .map(({ kind, id, placed, faceOn, uniform }) => ({
      step: 'add_person',
      person: { kind, id, faceOn, uniform },
      placed: placed === 'behind' ? 'behind' : 'together',
    }));

const stillStand = (from: Accounting, to: Accounting, { id }: AccountedPerson): boolean =>
  !guestsDiffer(from, to, id);

function otherwiseSeen(from: Accounting, to: Accounting): SettleStep[] {
  return to.people.flatMap((person): SettleStep[] => {
    const now = from.people.find((each) => sameOne(each, person));
    if (!now || (now.faceOn === person.faceOn && now.uniform === person.uniform)) return [];
    const { kind, id, faceOn, uniform } = person;
    return [{ step: 'describe_person', person: { kind, id, faceOn, uniform } }];
  });
}

/** Things hidden, the crop, the count and the answers: each apart from the others. */
function otherMarks(from: Accounting, to: Accounting): SettleStep[] {
  const steps: SettleStep[] = [];
  const has = (state: Accounting, blurId: string) => state.blurs.some(({ id }) => id === blurId);
  for (const { id: blurId } of from.blurs) if (!has(to, blurId)) steps.push({ step: 'show_again', blurId });
  for (const { id: blurId, what, box } of to.blurs)
    if (!has(from, blurId)) steps.push({ step: 'hide', blurId, what, box });
  if (!alike(from.crop, to.crop)) steps.push({ step: 'crop', box: to.crop });
  if (from.headCount !== to.headCount) steps.push({ step: 'count', headCount: to.headCount });
  const answers = otherAbout(from, to);
  if (Object.keys(answers).length > 0) steps.push({ step: 'about', answers });
  return steps;
}

function otherAbout({ about: from }: Accounting, { about: to }: Accounting): AnswersGiven {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]) as Set<keyof AnswersGiven>;
  const differ = [...names].filter((name) => !alike(from[name], to[name]));
  return Object.fromEntries(differ.map((name) => [name, to[name] ?? null]));
}
