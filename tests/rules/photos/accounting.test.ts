// Accounting for the people in a photo as plain values: whatever anybody taps, a person stands in a photo at most once and a face
// has at most one answer, and every step can be taken back (I-04, I-06, I-08, R-62).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppError } from '#app/domain/errors.ts';
import type { Accounting, AccountingGround } from '#app/domain/photos/accounting.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { FaceAnswer, PersonToPlace, SettleStep } from '#app/domain/photos/settle-steps.ts';
import { takeStep } from '#app/domain/photos/take-step.ts';
import { stepsBetween } from '#app/domain/photos/undo-steps.ts';

const OAK = ['p1', 'p2', 'p3', 'p4', 'p5'];
const ELM = ['p6', 'p7'];
const GROUND: AccountingGround = {
  width: 1_000,
  height: 800,
  frames: 3,
  membersOf: (group) => (group === 'Oak' ? OAK : group === 'Elm' ? ELM : []),
};
const box = (x: number, y: number, side = 40): FaceBox => ({ x, y, width: side, height: side });

const EMPTY: Accounting = {
  faces: [1, 2, 3, 4].map((number) => ({
    id: `f${number}`,
    number,
    box: box(number * 100, 100),
    certainty: number % 2 ? 'sure' : 'possible',
    setAside: null,
  })),
  people: [],
  blurs: [],
  group: null,
  crop: null,
  frame: 0,
  headCount: null,
  about: {},
};

const pupil = (id: string): PersonToPlace => ({ kind: 'pupil', id });
const on = (faceId: string, id: string): SettleStep => ({
  step: 'answer',
  faceId,
  answer: { is: 'person', person: pupil(id) },
});
const after = (...steps: SettleStep[]): Accounting =>
  steps.reduce((state, step) => takeStep(state, step, GROUND), EMPTY);

/** The accounting, whatever the order in which it was settled. */
const settled = (state: Accounting) => ({
  ...state,
  faces: [...state.faces].sort((a, b) => (a.id < b.id ? -1 : 1)),
  people: state.people.map((person) => JSON.stringify(person)).sort(),
  blurs: [...state.blurs].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

const refusal = (state: Accounting, step: SettleStep): string | null => {
  try {
    takeStep(state, step, GROUND);
    return null;
  } catch (error) {
    return (error as AppError).reason;
  }
};

const seen = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
const somebody = fc.record(
  {
    kind: fc.constantFrom('pupil' as const, 'pupil' as const, 'adult' as const, 'guest' as const),
    id: fc.constantFrom('p1', 'p2', 'p3', 'p6', 'p9'),
    faceOn: seen,
    uniform: seen,
  },
  { requiredKeys: ['kind', 'id'] },
);
const answer: fc.Arbitrary<FaceAnswer> = fc.oneof(
  somebody.map((person) => ({ is: 'person' as const, person })),
  fc.constantFrom<FaceAnswer>({ is: 'blur' }, { is: 'not_a_face' }, { is: 'open' }),
);
const face = fc.constantFrom('f1', 'f2', 'f3', 'f4', 'd1', 'd2', 'd3');
const somewhere = fc.record({
  x: fc.double({ min: -20, max: 1_010, noNaN: true }),
  y: fc.double({ min: -20, max: 810, noNaN: true }),
  width: fc.double({ min: 1, max: 400, noNaN: true }),
  height: fc.double({ min: 1, max: 400, noNaN: true }),
});
const anyStep: fc.Arbitrary<SettleStep> = fc.oneof(
  fc.record({ step: fc.constant('answer' as const), faceId: face, answer }),
  fc.record({
    step: fc.constant('answer_many' as const),
    answers: fc.array(fc.record({ faceId: face, answer }), { maxLength: 5 }),
  }),
  fc.constant({ step: 'blur_the_rest' as const }),
  fc.record(
    { step: fc.constant('draw_face' as const), faceId: face, box: somewhere, answer, number: fc.nat(9) },
    { requiredKeys: ['step', 'faceId', 'box'] },
  ),
  fc.record({ step: fc.constant('remove_face' as const), faceId: face }),
  fc.record({
    step: fc.constant('add_person' as const),
    person: somebody,
    placed: fc.constantFrom('behind' as const, 'together' as const),
  }),
  somebody.map(({ kind, id }) => ({ step: 'remove_person' as const, kind, id })),
  fc.record({ step: fc.constant('describe_person' as const), person: somebody }),
  fc.record({
    step: fc.constant('set_group' as const),
    group: fc.option(
      fc.record({
        name: fc.constantFrom('Oak', 'Elm', 'Ash'),
        absent: fc.subarray([...OAK, ...ELM], { maxLength: 3 }),
        hidden: fc.subarray(OAK, { maxLength: 2 }),
        outsidersNone: fc.boolean(),
      }),
    ),
  }),
  fc.record({
    step: fc.constant('hide' as const),
    blurId: fc.constantFrom('b1', 'b2'),
    what: fc.constantFrom('badge' as const, 'screen' as const),
    box: somewhere,
  }),
  fc.record({ step: fc.constant('show_again' as const), blurId: fc.constantFrom('b1', 'b2') }),
  fc.record({ step: fc.constant('crop' as const), box: fc.option(somewhere) }),
  fc.record({ step: fc.constant('choose_frame' as const), frame: fc.integer({ min: -1, max: 4 }) }),
  fc.record({ step: fc.constant('count' as const), headCount: fc.option(fc.integer({ min: -2, max: 40 })) }),
  fc.record({
    step: fc.constant('about' as const),
    answers: fc.record(
      {
        activity: fc.constantFrom('ordinary' as const, 'sport' as const, null),
        takenBy: fc.constantFrom('staff' as const, 'professional' as const, null),
        licence: fc.constantFrom('On file', null),
        device: fc.constantFrom('personal' as const, null),
        copiesDeleted: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  }),
);

/** Takes what can be taken, as a person who is told no goes on with the next thing. */
function tapping(steps: readonly SettleStep[]): Accounting[] {
  const states = [EMPTY];
  for (const step of steps) {
    const state = states.at(-1) ?? EMPTY;
    if (refusal(state, step) === null) states.push(takeStep(state, step, GROUND));
  }
  return states;
}

describe('whatever is tapped, in whatever order', () => {
  it('a pupil or adult stands in the photo at most once, on one face or none', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        for (const { people } of tapping(steps)) {
          const named = people.filter(({ kind }) => kind !== 'guest').map(({ kind, id }) => `${kind}:${id}`);
          expect(new Set(named).size).toBe(named.length);
          for (const { placed, faceId } of people) expect(placed === 'face').toBe(faceId !== null);
        }
      }),
    );
  });

  it('a face has at most one answer, and a number of its own', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        for (const { faces, people } of tapping(steps)) {
          for (const { id, setAside } of faces) {
            const standing = people.filter(({ faceId }) => faceId === id).length;
            expect(standing + (setAside ? 1 : 0)).toBeLessThanOrEqual(1);
          }
          for (const { faceId } of people)
            if (faceId !== null) expect(faces.some(({ id }) => id === faceId)).toBe(true);
          expect(new Set(faces.map(({ number }) => number)).size).toBe(faces.length);
          expect(faces.every(({ number }) => number >= 1)).toBe(true);
        }
      }),
    );
  });

  it('every member of the class is present, absent or hidden, and exactly one of them', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        for (const { group, people } of tapping(steps)) {
          if (!group) continue;
          for (const id of GROUND.membersOf(group.name)) {
            const present = people.some((person) => person.kind === 'pupil' && person.id === id);
            const states = [present, group.absent.includes(id), group.hidden.includes(id)];
            expect(states.filter(Boolean)).toHaveLength(1);
          }
        }
      }),
    );
  });

  it('nothing drawn reaches outside the photo', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        for (const { faces, blurs, crop } of tapping(steps)) {
          const boxes = [
            ...faces.map((each) => each.box),
            ...blurs.map((each) => each.box),
            ...(crop ? [crop] : []),
          ];
          for (const { x, y, width, height } of boxes) {
            expect([x, y, width, height].every(Number.isInteger)).toBe(true);
            expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
            expect(x + width).toBeLessThanOrEqual(GROUND.width);
            expect(y + height).toBeLessThanOrEqual(GROUND.height);
          }
        }
      }),
    );
  });

  it('taking every step back, the last one first, gives exactly what was', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 25 }), (steps) => {
        const states = tapping(steps);
        let now = states.at(-1) ?? EMPTY;
        for (const [index, before] of [...states.entries()].reverse().slice(1)) {
          const undo = stepsBetween(states[index + 1] ?? EMPTY, before, GROUND);
          now = undo.reduce((state, step) => takeStep(state, step, GROUND), now);
          expect(settled(now)).toEqual(settled(before));
        }
        expect(settled(now)).toEqual(settled(EMPTY));
      }),
      { numRuns: 500 },
    );
  });

  it('a step that changes nothing has nothing to take back', () => {
    const state = after(on('f1', 'p1'));
    expect(stepsBetween(takeStep(state, on('f1', 'p1'), GROUND), state, GROUND)).toEqual([]);
  });
});

describe('one face', () => {
  it('takes the person off the face they stood on before', () => {
    const { people } = after(on('f1', 'p1'), on('f2', 'p1'));
    expect(people.map(({ id, faceId }) => [id, faceId])).toEqual([['p1', 'f2']]);
  });

  it('keeps what was known of somebody who moves', () => {
    const described: SettleStep = { step: 'describe_person', person: { ...pupil('p1'), faceOn: 'no' } };
    expect(after(on('f1', 'p1'), described, on('f2', 'p1')).people[0]?.faceOn).toBe('no');
  });

  it('holds several children from elsewhere under one release, who are never told apart', () => {
    const guest = (faceId: string): SettleStep => ({
      step: 'answer',
      faceId,
      answer: { is: 'person', person: { kind: 'guest', id: 'g', faceOn: 'yes' } },
    });
    const { people } = after(guest('f1'), guest('f2'), guest('f2'));
    expect(people.map(({ faceId, faceOn }) => [faceId, faceOn])).toEqual([
      ['f1', 'unknown'],
      ['f2', 'unknown'],
    ]);
  });

  it('is blurred with the rest only while it is open', () => {
    const { faces, people } = after(
      on('f1', 'p1'),
      { step: 'answer', faceId: 'f2', answer: { is: 'not_a_face' } },
      { step: 'blur_the_rest' },
    );
    expect(faces.map(({ setAside }) => setAside)).toEqual([null, 'not_a_face', 'blur', 'blur']);
    expect(people).toHaveLength(1);
  });

  it('drawn again after it was removed, has its number again', () => {
    const draw = (faceId: string): SettleStep => ({ step: 'draw_face', faceId, box: box(10, 10) });
    const before = after(draw('d1'), draw('d2'), draw('d3'));
    const removed = takeStep(before, { step: 'remove_face', faceId: 'd1' }, GROUND);
    expect(removed.faces.map(({ number }) => number)).toEqual([1, 2, 3, 4, 6, 7]);
    const back = stepsBetween(removed, before, GROUND).reduce(
      (s, step) => takeStep(s, step, GROUND),
      removed,
    );
    expect(back.faces.find(({ id }) => id === 'd1')?.number).toBe(5);
  });
});

describe('a class', () => {
  const oak = (absent: string[], hidden: string[] = []): SettleStep => ({
    step: 'set_group',
    group: { name: 'Oak', absent, hidden, outsidersNone: true },
  });

  it('is in the photo but for the absent and the hidden', () => {
    const { people, group } = after(oak(['p2'], ['p3']));
    expect(people.map(({ id, placed }) => `${id} ${placed}`)).toEqual([
      'p1 together',
      'p4 together',
      'p5 together',
    ]);
    expect(group).toMatchObject({ absent: ['p2'], hidden: ['p3'] });
  });

  it('leaves people where they were named', () => {
    const { people } = after(on('f1', 'p1'), oak([]));
    expect(people.find(({ id }) => id === 'p1')).toMatchObject({ placed: 'face', faceId: 'f1' });
    expect(people).toHaveLength(5);
  });

  it('takes an absent member off the face they were named on, which is open again', () => {
    const { people, faces } = after(on('f1', 'p1'), oak(['p1']));
    expect(people.some(({ id }) => id === 'p1')).toBe(false);
    expect(faces[0]?.setAside).toBeNull();
  });

  it('has a member back who is found on a face after all', () => {
    expect(after(oak(['p1'], ['p2']), on('f1', 'p1'), on('f2', 'p2')).group).toMatchObject({
      absent: [],
      hidden: [],
    });
  });

  it('keeps a member in the photo whose face gets another answer', () => {
    const { people } = after(oak([]), on('f1', 'p1'), {
      step: 'answer',
      faceId: 'f1',
      answer: { is: 'blur' },
    });
    expect(people.find(({ id }) => id === 'p1')?.placed).toBe('together');
  });

  it('counts a member who is taken out as absent', () => {
    expect(after(oak([]), { step: 'remove_person', kind: 'pupil', id: 'p1' }).group?.absent).toEqual(['p1']);
  });

  it('given up, leaves only those who were placed one by one', () => {
    const adult: SettleStep = { step: 'add_person', person: { kind: 'adult', id: 'a' }, placed: 'together' };
    const { people, group } = after(adult, oak([]), on('f1', 'p1'), { step: 'set_group', group: null });
    expect(group).toBeNull();
    expect(people.map(({ id }) => id).sort()).toEqual(['a', 'p1']);
  });
});

describe('a class that changed after the photo was settled', () => {
  const emptied: AccountingGround = { ...GROUND, membersOf: () => [] };
  const without = (left: string): AccountingGround => ({
    ...GROUND,
    membersOf: (group) => GROUND.membersOf(group).filter((id) => id !== left),
  });
  const oakWithout = (...absent: string[]): SettleStep => ({
    step: 'set_group',
    group: { name: 'Oak', absent, hidden: ['p2'], outsidersNone: true },
  });
  const taken = (state: Accounting, steps: readonly SettleStep[], ground: AccountingGround) =>
    steps.reduce((each, step) => takeStep(each, step, ground), state);

  it('can be let go of when nobody is left in it, and what was said by name can be taken back', () => {
    const before = after(oakWithout('p1'));
    const byName = takeStep(before, { step: 'set_group', group: null }, emptied);
    expect(byName.group).toBeNull();
    expect(() => stepsBetween(byName, before, emptied)).not.toThrow();
  });

  it.each(['p1', 'p2'])('can be settled on when %s, who was absent or hidden, has left', (left) => {
    const ground = without(left);
    const before = after(oakWithout('p1', 'p3'));
    const found = takeStep(before, on('f1', 'p3'), ground);
    const again = taken(found, stepsBetween(found, before, ground), ground);
    expect(again.group?.absent).not.toContain(left);
    expect(again.group?.hidden).not.toContain(left);
    expect(again.people.some(({ id }) => id === 'p3')).toBe(false);
  });
});

describe('another picture of a moving photo', () => {
  const answered = () =>
    after(
      on('f1', 'p1'),
      { step: 'answer', faceId: 'f2', answer: { is: 'not_a_face' } },
      { step: 'answer', faceId: 'f3', answer: { is: 'blur' } },
      { step: 'add_person', person: pupil('p2'), placed: 'behind' },
      { step: 'count', headCount: 2 },
    );
  const chosen = () => takeStep(answered(), { step: 'choose_frame', frame: 2 }, GROUND);

  it('is counted anew, and who stands on which face is asked anew; what is hidden stays hidden', () => {
    expect(chosen()).toMatchObject({ frame: 2, headCount: null });
    expect(chosen().faces.map(({ setAside }) => setAside)).toEqual([null, null, 'blur', null]);
    expect(chosen().people.map(({ id, placed }) => [id, placed])).toEqual([['p2', 'behind']]);
  });

  it('taken back, brings back every answer; the same picture chosen again changes none', () => {
    const back = stepsBetween(chosen(), answered(), GROUND);
    const again = back.reduce((state, step) => takeStep(state, step, GROUND), chosen());
    expect(settled(again)).toEqual(settled(answered()));
    expect(takeStep(chosen(), { step: 'choose_frame', frame: 2 }, GROUND)).toEqual(chosen());
    const counted = takeStep(chosen(), { step: 'count', headCount: 1 }, GROUND);
    expect(takeStep(counted, { step: 'choose_frame', frame: 2 }, GROUND).headCount).toBe(1);
  });
});

describe('what cannot be done is refused', () => {
  const drawn = (at: FaceBox): SettleStep => ({ step: 'draw_face', faceId: 'd1', box: at });

  it.each([
    ['a box over the edge', drawn(box(980, 10)), 'box_outside_photo'],
    ['a box left of the photo', drawn(box(-1, 10)), 'box_outside_photo'],
    ['a box of no size', drawn({ x: 5, y: 5, width: 40, height: 1 }), 'box_too_small'],
    ['a box that is none', drawn({ x: Number.NaN, y: 5, width: 40, height: 40 }), 'box_outside_photo'],
    ['a crop to almost nothing', { step: 'crop', box: box(5, 5, 20) }, 'box_too_small'],
    ['a face on another photo', on('f9', 'p1'), 'face'],
    ['a face that was found', { step: 'remove_face', faceId: 'f1' }, 'face_not_drawn'],
    ['a face drawn twice', { step: 'draw_face', faceId: 'f1', box: box(5, 5) }, 'already_there'],
    ['somebody who is not there', { step: 'remove_person', kind: 'pupil', id: 'p1' }, 'person'],
    ['a description of nobody', { step: 'describe_person', person: pupil('p1') }, 'person'],
    [
      'a class that is none',
      { step: 'set_group', group: { name: 'Ash', absent: [], outsidersNone: true } },
      'group',
    ],
    [
      'an absentee of another class',
      { step: 'set_group', group: { name: 'Oak', absent: ['p6'], outsidersNone: true } },
      'pupil',
    ],
    ['a picture it has not', { step: 'choose_frame', frame: 3 }, 'no_such_picture'],
    ['half a person', { step: 'count', headCount: 1.5 }, 'count_not_a_number'],
    ['less than nobody', { step: 'count', headCount: -1 }, 'count_not_a_number'],
    ['a thing that is not hidden', { step: 'show_again', blurId: 'b1' }, 'blur'],
  ] as const)('%s', (_, step, reason) => {
    expect(refusal(EMPTY, step as SettleStep)).toBe(reason);
  });

  it('more than 200 faces', () => {
    let state = EMPTY;
    for (let drawnFaces = state.faces.length; drawnFaces < 200; drawnFaces++)
      state = takeStep(state, { step: 'draw_face', faceId: `more${drawnFaces}`, box: box(1, 1) }, GROUND);
    expect(refusal(state, drawn(box(1, 1)))).toBe('too_many_boxes');
  });
});

describe('a crop', () => {
  it('that keeps everything is none', () => {
    expect(after({ step: 'crop', box: { x: 0, y: 0, width: 1_000, height: 800 } }).crop).toBeNull();
  });

  it('is kept in whole pixels', () => {
    expect(after({ step: 'crop', box: { x: 10.4, y: 9.6, width: 200.2, height: 100 } }).crop).toEqual({
      x: 10,
      y: 10,
      width: 201,
      height: 100,
    });
  });
});
