// What is said of a photo's faces in what was submitted: numbers, and nothing else (I-06, I-07, R-62).
import { describe, expect, it } from 'vitest';
import { facesInNumbers, mismatchOf, unnamedFaces } from '#app/domain/posts/faces-in-numbers.ts';
import type { PlacedFace, PlacedPerson } from '#app/domain/posts/photo-of-post.ts';
import type { ContentFaces } from '#app/domain/posts/post-digest.ts';

type Photo = Parameters<typeof facesInNumbers>[0];

const face = (number: number, more: Partial<PlacedFace> = {}): PlacedFace => ({
  id: `f${number}`,
  number,
  box: { x: number * 100, y: 100, width: 40, height: 50 },
  score: 0.9,
  certainty: 'sure',
  setAside: null,
  ...more,
});
const person = (id: string, faceId: string | null, placed?: 'behind'): PlacedPerson => ({
  rowId: id,
  kind: 'pupil',
  id,
  placed: faceId ? 'face' : (placed ?? 'together'),
  faceId,
  faceOn: 'unknown',
  uniform: 'unknown',
  box: null,
});
const master = { width: 1_000, height: 500 } as NonNullable<Photo['master']>;
const photo = (more: Partial<Photo> = {}): Photo => ({
  faces: [face(1), face(2), face(3, { setAside: 'blur' }), face(4, { setAside: 'not_a_face' })],
  people: [person('a', 'f1')],
  group: null,
  edits: { width: 1_000, height: 500, blurs: [face(3).box], crop: null, frame: 0 },
  master,
  facesOutcome: 'looked',
  faceModel: 'model',
  ...more,
});
const oak = (said: boolean): Photo['group'] => ({
  name: 'Oak',
  absent: [],
  hidden: [],
  outsidersNone: said ? { by: 'teacher', at: new Date(0) } : null,
});

describe('the faces of a photo', () => {
  it('are counted by their answers', () => {
    expect(facesInNumbers(photo())).toEqual({
      outcome: 'looked',
      model: 'model',
      boxes: 4,
      open: 1,
      people: 1,
      blurred: 1,
      notFaces: 1,
      largest: 100,
    });
  });

  it('are closed by a class that fits them exactly, once nobody from outside is in it', () => {
    const together = (count: number) => Array.from({ length: count }, (_, nth) => person(`m${nth}`, null));
    const open = (people: PlacedPerson[], said = true) =>
      facesInNumbers(photo({ people, group: oak(said) })).open;
    expect(open([person('a', 'f1'), ...together(1)])).toBe(0);
    expect(open(together(2))).toBe(0);
    expect(open(together(2), false)).toBe(2);
    expect(open(together(3))).toBe(2);
    expect(open([...together(1), person('b', null, 'behind')])).toBe(2);
    expect(facesInNumbers(photo({ people: together(2) })).open).toBe(2);
    expect(unnamedFaces(facesInNumbers(photo({ people: together(2), group: oak(true) })))).toBe(2);
  });

  it('that are said to be hidden, and are not among what is hidden in the pixels, are open', () => {
    expect(facesInNumbers(photo({ edits: null }))).toMatchObject({ blurred: 0, open: 2 });
    const people = [person('a', 'f1'), person('m', null)];
    expect(facesInNumbers(photo({ edits: null, people, group: oak(true) })).open).toBe(1);
  });

  it('that a crop cut away are not in it, and the largest is measured against what is left', () => {
    const edits = {
      width: 1_000,
      height: 500,
      blurs: [],
      crop: { x: 0, y: 0, width: 180, height: 200 },
      frame: 0,
    };
    expect(facesInNumbers(photo({ edits }))).toMatchObject({ boxes: 1, open: 0, people: 1, largest: 278 });
  });

  it('of which a crop leaves the hair or an ear are still in it, and still asked about', () => {
    // The box of face 2 begins at 200 px; what belongs to it, 14 px before.
    const cut = (width: number) => ({
      width: 1_000,
      height: 500,
      blurs: [],
      crop: { x: 0, y: 0, width, height: 500 },
      frame: 0,
    });
    expect(facesInNumbers(photo({ edits: cut(187) }))).toMatchObject({ boxes: 2, open: 1 });
    expect(facesInNumbers(photo({ edits: cut(186) }))).toMatchObject({ boxes: 1, open: 0 });
    const above = { ...cut(1_000), crop: { x: 0, y: 150, width: 1_000, height: 300 } };
    expect(facesInNumbers(photo({ edits: above })).boxes).toBe(4);
  });

  it('are measured on the unedited photo even when only what was made of it is left', () => {
    const edits = { width: 1_000, height: 500, blurs: [], crop: null, frame: 0 };
    expect(facesInNumbers(photo({ edits, master: null })).largest).toBe(100);
  });

  it('in another picture of a moving photo were never looked for', () => {
    const edits = { width: 1_000, height: 500, blurs: [], crop: null, frame: 2 };
    expect(facesInNumbers(photo({ edits }))).toMatchObject({ outcome: 'unavailable', model: null });
    expect(facesInNumbers(photo({ facesOutcome: null })).outcome).toBe('not_yet');
  });
});

describe('faces and people', () => {
  const faces = (more: Partial<ContentFaces> = {}): ContentFaces => ({ ...facesInNumbers(photo()), ...more });
  const people = (...placed: ('face' | 'behind' | 'together')[]) => placed.map((each) => ({ placed: each }));

  it.each([
    ['fit', people('face', 'together'), null],
    ['fit, somebody seen from behind not counted', people('face', 'together', 'behind'), null],
    ['are more faces', people('face'), 'more_faces_than_people'],
    ['are more people', people('face', 'together', 'together'), 'more_people_than_faces'],
    ['are not compared while nobody is listed', people(), null],
  ] as const)('%s', (_, listed, mismatch) => {
    expect(mismatchOf(faces(), listed)).toBe(mismatch);
  });

  it('without any face ask to look once more', () => {
    expect(mismatchOf(faces({ boxes: 0, blurred: 0, notFaces: 0 }), people('together'))).toBe(
      'people_but_no_faces',
    );
  });

  it('are not compared where no machine looked', () => {
    expect(mismatchOf(faces({ outcome: 'unavailable' }), people('face'))).toBeNull();
  });
});
