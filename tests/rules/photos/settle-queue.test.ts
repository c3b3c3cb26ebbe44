// Steps on their way to the server: shown at once, sent in order, undone in any state, and never lost to a change made
// elsewhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as queues from '#app/components/faces/settle-queue.ts';
import { countsOf, facesNow } from '#app/components/faces/accounted.ts';
import type { Accounting, AccountingGround } from '#app/domain/photos/accounting.ts';
import type { FaceAnswer, SettleStep } from '#app/domain/photos/settle-steps.ts';
import { takeStep } from '#app/domain/photos/take-step.ts';

const MEMBERS = ['p1', 'p2', 'p3'];
const GROUND: AccountingGround = {
  width: 1_000,
  height: 800,
  frames: 3,
  membersOf: (group) => (group === '4 Hazel' ? MEMBERS : []),
};

const photo = (faces = 4): Accounting => ({
  faces: Array.from({ length: faces }, (_, index) => ({
    id: `f${index + 1}`,
    number: index + 1,
    box: { x: index * 100, y: 50, width: 60, height: 80 },
    certainty: 'sure',
    setAside: null,
  })),
  people: [],
  blurs: [],
  group: null,
  crop: null,
  frame: 0,
  headCount: null,
  about: {},
});

const start = () => queues.emptyQueue(1, photo());
const say = (faceId: string, answer: FaceAnswer): SettleStep => ({ step: 'answer', faceId, answer });
const person = (id: string): FaceAnswer => ({ is: 'person', person: { kind: 'pupil', id } });
const did = (queue: queues.SettleQueue, ...steps: SettleStep[]) => queues.withAct(queue, steps, GROUND);
const shown = (queue: queues.SettleQueue) => queues.shownOf(queue, GROUND);
const answers = (state: Accounting) =>
  facesNow(state).map(({ answer }) => (answer.is === 'person' ? answer.person.id : answer.is));

/** What a server does with what is sent next. */
function served(queue: queues.SettleQueue, alone = true): queues.SettleQueue {
  const next = queues.nextToSend(queue, alone);
  if (!next) return queue;
  return queues.confirmed(queue, queue.version + 1, takeStep(queue.saved, next.step, GROUND), next.acts);
}

const servedAll = (queue: queues.SettleQueue): queues.SettleQueue =>
  queues.unsaved(queue) === 0 ? queue : servedAll(served(queue));

describe('what was done', () => {
  it('is shown before the server has it, and sent in its order', () => {
    const queue = did(did(start(), say('f1', person('p1'))), say('f2', { is: 'blur' }));
    expect(answers(shown(queue))).toEqual(['p1', 'blur', 'open', 'open']);
    expect(answers(queue.saved)).toEqual(['open', 'open', 'open', 'open']);
    expect([queues.unsaved(queue), queues.nextToSend(queue, true)?.step]).toEqual([
      2,
      say('f1', person('p1')),
    ]);
    const later = served(queue);
    expect([later.version, queues.unsaved(later)]).toEqual([2, 1]);
    expect(answers(shown(later))).toEqual(['p1', 'blur', 'open', 'open']);
  });

  it('while the connection is slow goes as one, up to whatever is no answer', () => {
    const queue = did(did(did(start(), say('f1', person('p1'))), say('f2', person('p1'))), {
      step: 'blur_the_rest',
    });
    expect(queues.nextToSend(queue)).toEqual({
      step: {
        step: 'answer_many',
        answers: [
          { faceId: 'f1', answer: person('p1') },
          { faceId: 'f2', answer: person('p1') },
        ],
      },
      acts: 2,
    });
    const later = served(queue, false);
    expect([queues.unsaved(later), answers(later.saved)]).toEqual([1, ['open', 'p1', 'open', 'open']]);
    expect(answers(shown(queues.undone(later, 0)))).toEqual(['open', 'p1', 'open', 'open']);
  });

  it('that changes nothing is not sent at all', () => {
    const queue = did(start(), say('f1', { is: 'open' }));
    expect([queues.unsaved(queue), queues.canUndo(queue)]).toEqual([0, false]);
  });

  it('moves a pupil who stands on another face already', () => {
    const queue = did(did(start(), say('f1', person('p1'))), say('f3', person('p1')));
    expect(answers(shown(queue))).toEqual(['open', 'open', 'p1', 'open']);
  });
});

describe('undo', () => {
  it('takes back what was never sent without sending anything', () => {
    const queue = queues.undone(did(start(), say('f1', { is: 'blur' })), 0);
    expect([queues.unsaved(queue), answers(shown(queue))[0]]).toEqual([0, 'open']);
  });

  it('of what is on its way sends the way back after it', () => {
    const queue = queues.undone(did(start(), say('f1', { is: 'blur' })), 1);
    expect(queues.unsaved(queue)).toBe(2);
    expect(answers(shown(queue))[0]).toBe('open');
    expect(answers(servedAll(queue).saved)[0]).toBe('open');
  });

  it('goes back several levels, and one press takes "blur all the rest" back whole', () => {
    let queue = servedAll(
      did(did(start(), say('f1', person('p1'))), { step: 'blur_the_rest' }, { step: 'count', headCount: 1 }),
    );
    expect(answers(shown(queue))).toEqual(['p1', 'blur', 'blur', 'blur']);
    queue = queues.undone(queue, 0);
    expect(answers(shown(queue))).toEqual(['p1', 'open', 'open', 'open']);
    expect(shown(queue).headCount).toBeNull();
    queue = servedAll(queues.undone(queue, 0));
    expect(queue.saved).toEqual(photo());
    expect(queues.canUndo(queue)).toBe(false);
  });

  it('whatever was done, sent and undone meanwhile, ends where it began once all is undone', () => {
    const answer = fc.constantFrom<FaceAnswer>(
      person('p1'),
      person('p2'),
      { is: 'blur' },
      { is: 'not_a_face' },
      { is: 'open' },
    );
    const step = fc.oneof(
      fc.tuple(fc.constantFrom('f1', 'f2', 'f3', 'f4'), answer).map(([id, given]) => say(id, given)),
      fc.constant<SettleStep>({ step: 'blur_the_rest' }),
      fc.nat(20).map((headCount): SettleStep => ({ step: 'count', headCount })),
      fc.constant<SettleStep>({ step: 'crop', box: { x: 0, y: 0, width: 500, height: 500 } }),
    );
    const move = fc.oneof(step, fc.constant('serve' as const), fc.constant('undo' as const));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), fc.nat(2), (moves, sending) => {
        let queue = start();
        for (const each of moves)
          queue =
            each === 'serve'
              ? served(queue)
              : each === 'undo'
                ? queues.undone(queue, sending)
                : did(queue, each);
        while (queues.canUndo(queue)) queue = queues.undone(queue, sending);
        expect(answers(servedAll(queue).saved)).toEqual(['open', 'open', 'open', 'open']);
        expect(servedAll(queue).saved).toMatchObject({ people: [], headCount: null, crop: null });
      }),
    );
  });
});

describe('a change made elsewhere', () => {
  const theirs = (...steps: SettleStep[]) =>
    steps.reduce((now, step) => takeStep(now, step, GROUND), photo());

  it('to another face keeps what was done here', () => {
    const queue = did(start(), say('f1', { is: 'blur' }));
    const { queue: next, changed } = queues.rebased(queue, 9, theirs(say('f2', person('p2'))), GROUND);
    expect([next.version, changed, answers(shown(next))]).toEqual([9, [2], ['blur', 'p2', 'open', 'open']]);
  });

  it('to the same face shows theirs, says which, and lets the step go with its undo', () => {
    const queue = did(start(), say('f1', { is: 'blur' }));
    const { queue: next, changed } = queues.rebased(queue, 9, theirs(say('f1', person('p2'))), GROUND);
    expect([changed, answers(shown(next))[0], queues.unsaved(next), queues.canUndo(next)]).toEqual([
      [1],
      'p2',
      0,
      false,
    ]);
  });

  it('that is the very same is no change: the answer to the first try was only lost', () => {
    const queue = did(start(), say('f1', { is: 'blur' }));
    const { queue: next, changed } = queues.rebased(queue, 9, theirs(say('f1', { is: 'blur' })), GROUND);
    expect(changed).toEqual([]);
    expect(answers(servedAll(next).saved)[0]).toBe('blur');
  });
});

describe('the counts', () => {
  it('leave out what a crop cuts away', () => {
    const cropped = takeStep(photo(), { step: 'crop', box: { x: 0, y: 0, width: 170, height: 800 } }, GROUND);
    expect(countsOf(cropped)).toMatchObject({ total: 2, open: 2, settled: 0 });
  });

  it('take unnamed faces for the class once nobody else is in it, and only when they are as many', () => {
    const group = { name: '4 Hazel', absent: [], hidden: [], outsidersNone: true };
    const three = takeStep(photo(3), { step: 'set_group', group }, GROUND);
    const four = takeStep(photo(4), { step: 'set_group', group }, GROUND);
    expect([countsOf(three).open, countsOf(four).open]).toEqual([0, 4]);
    const unsure = takeStep(
      photo(3),
      { step: 'set_group', group: { ...group, outsidersNone: false } },
      GROUND,
    );
    expect(countsOf(unsure).open).toBe(3);
  });
});
