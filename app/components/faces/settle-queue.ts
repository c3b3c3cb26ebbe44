// The steps a person took and the server may not have yet: sent one after another, each with the steps that undo it.
// Pure: who sends, and when, is use-settle's part.
import { type Accounting, type AccountingGround, isOpen, personOn } from '#app/domain/photos/accounting.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import { takeStep } from '#app/domain/photos/take-step.ts';
import { stepsBetween } from '#app/domain/photos/undo-steps.ts';

/** One thing a person did. */
export interface Act {
  key: number;
  /** not yet confirmed, in order */
  steps: SettleStep[];
  /** none of its steps is confirmed yet */
  whole: boolean;
}

export interface SettleQueue {
  /** the draft's version as the server last said */
  version: number;
  /** the photo as the server holds it */
  saved: Accounting;
  waiting: Act[];
  /** what can be undone, the last one first */
  done: { key: number; undo: SettleStep[] }[];
  nextKey: number;
}

const MOST_UNDO = 200;
const MOST_AT_ONCE = 60;

export const emptyQueue = (version: number, saved: Accounting): SettleQueue => ({
  version,
  saved,
  waiting: [],
  done: [],
  nextKey: 1,
});

/** Takes the steps that can be taken; one about something that is gone is left out. */
function taken(state: Accounting, steps: readonly SettleStep[], ground: AccountingGround): Accounting {
  return steps.reduce((now, step) => {
    try {
      return takeStep(now, step, ground);
    } catch {
      return now;
    }
  }, state);
}

/** The photo as the page shows it: everything that was done, whether the server has it yet or not. */
export const shownOf = ({ saved, waiting }: SettleQueue, ground: AccountingGround): Accounting =>
  taken(
    saved,
    waiting.flatMap(({ steps }) => steps),
    ground,
  );

/** How many things a person did are not saved yet. */
export const unsaved = ({ waiting }: SettleQueue): number => waiting.length;

/** What is sent next. */
export interface Sending {
  step: SettleStep;
  /** how many acts it holds: 1, or several that were answered while the one before was on its way */
  acts: number;
}

/**
 * The next step to send; null when the server has everything. Answers that wait for each other go as one, so that a
 * quick thumb on a slow connection does not wait for thirty round trips. `alone`: one at a time, to find which one cannot
 * be done.
 */
export function nextToSend({ waiting }: SettleQueue, alone = false): Sending | null {
  const step = waiting[0]?.steps[0];
  if (!step) return null;
  const answers = [];
  for (const { steps } of alone ? [] : waiting) {
    const [only] = steps;
    if (steps.length !== 1 || only?.step !== 'answer' || answers.length === MOST_AT_ONCE) break;
    answers.push({ faceId: only.faceId, answer: only.answer });
  }
  if (answers.length < 2) return { step, acts: 1 };
  return { step: { step: 'answer_many', answers }, acts: answers.length };
}

/** Does something that can be undone. Nothing changes when it makes no difference. */
export function withAct(queue: SettleQueue, steps: SettleStep[], ground: AccountingGround): SettleQueue {
  const before = shownOf(queue, ground);
  const undo = stepsBetween(taken(before, steps, ground), before, ground);
  if (undo.length === 0) return queue;
  const done = [{ key: queue.nextKey, undo }, ...queue.done].slice(0, MOST_UNDO);
  return { ...queued(queue, steps), done };
}

function queued(queue: SettleQueue, steps: SettleStep[]): SettleQueue {
  if (steps.length === 0) return queue;
  const waiting = [...queue.waiting, { key: queue.nextKey, steps, whole: true }];
  return { ...queue, waiting, nextKey: queue.nextKey + 1 };
}

/** The server has done what was sent: `acts` as in {@link Sending}. */
export function confirmed(queue: SettleQueue, version: number, saved: Accounting, acts = 1): SettleQueue {
  const [first, ...rest] = queue.waiting.slice(acts - 1);
  if (!first) return { ...queue, version, saved };
  const [, ...steps] = first.steps;
  const waiting = steps.length > 0 ? [{ ...first, steps, whole: false }, ...rest] : rest;
  return { ...queue, version, saved, waiting };
}

/** The server will never do the first act: it is given up, and cannot be undone either. */
export const givenUp = (queue: SettleQueue): SettleQueue => ({
  ...queue,
  waiting: queue.waiting.slice(1),
  done: queue.done.filter(({ key }) => key !== queue.waiting[0]?.key),
});

export const canUndo = ({ done }: SettleQueue): boolean => done.length > 0;

/** Takes back the last thing done. `sending`: how many of the first acts are on their way to the server right now. */
export function undone(queue: SettleQueue, sending: number): SettleQueue {
  const [latest, ...done] = queue.done;
  if (!latest) return queue;
  const last = queue.waiting.at(-1);
  const neverSent = last?.key === latest.key && last.whole && queue.waiting.length > sending;
  return neverSent
    ? { ...queue, done, waiting: queue.waiting.slice(0, -1) }
    : queued({ ...queue, done }, latest.undo);
}

export interface Rebased {
  queue: SettleQueue;
  /** numbers of faces that somebody else changed meanwhile */
  changed: number[];
}

/**
 * The draft moved on elsewhere. What was done here stays, except where somebody else settled the very same face
 * otherwise: theirs is saved, so theirs is shown, and the page says which faces.
 */
export function rebased(
  queue: SettleQueue,
  version: number,
  saved: Accounting,
  ground: AccountingGround,
): Rebased {
  const mine = shownOf(queue, ground);
  const theirs = new Map(
    [...saved.faces, ...queue.saved.faces]
      .filter(({ id }) => {
        const now = answerText(saved, id);
        return now !== answerText(queue.saved, id) && now !== answerText(mine, id);
      })
      .map(({ id, number }) => [id, number]),
  );
  const clashes = ({ steps }: Act): boolean =>
    steps.some((step) => facesOf(step).some((id) => theirs.has(id)));
  const waiting = queue.waiting.filter((act) => !clashes(act));
  const keys = new Set(waiting.map(({ key }) => key));
  const gone = queue.waiting.filter(({ key }) => !keys.has(key)).map(({ key }) => key);
  const done = queue.done.filter(({ key }) => !gone.includes(key));
  return {
    queue: { ...queue, version, saved, waiting, done },
    changed: [...theirs.values()].sort((a, b) => a - b),
  };
}

/** One text for what stands on a face; `gone` when the face is not there. */
function answerText(state: Accounting, faceId: string): string {
  const face = state.faces.find(({ id }) => id === faceId);
  if (!face) return 'gone';
  const person = personOn(state, faceId);
  if (person) return `${person.kind}:${person.id}`;
  return isOpen(state, face) ? 'open' : String(face.setAside);
}

function facesOf(step: SettleStep): string[] {
  if (step.step === 'answer' || step.step === 'remove_face') return [step.faceId];
  if (step.step === 'answer_many') return step.answers.map(({ faceId }) => faceId);
  return [];
}
