// What is said of the faces and people of a photo to those who did not settle them: both counts, what was hidden, which class.
import { describe, expect, it } from 'vitest';
import type { ContentFaces, ContentPerson, ContentPhoto } from '#app/domain/posts/post-digest.ts';
import { settledSentences } from '#app/presenters/faces-settled.ts';

const person = (id: string, placed: ContentPerson['placed'] = 'face'): ContentPerson => ({
  kind: 'pupil',
  id,
  faceOn: 'unknown',
  uniform: 'unknown',
  placed,
  box: null,
});

const FACES: ContentFaces = {
  outcome: 'looked',
  model: null,
  boxes: 4,
  open: 0,
  people: 2,
  blurred: 0,
  notFaces: 0,
  largest: 100,
};

const said = (photo: Partial<ContentPhoto>): string[] =>
  settledSentences({
    sha256: '',
    versionId: '',
    altText: '',
    crop: null,
    people: [person('a'), person('b')],
    headCount: 2,
    faces: FACES,
    group: null,
    ...photo,
  });

describe('what was settled in a photo', () => {
  it('is both counts, in words that differ when they do', () => {
    expect(said({})).toEqual(['The author counts 2 people who can be recognised, and all are listed.']);
    expect(said({ headCount: 3 })[0]).toBe(
      'The author counts 3 people who can be recognised, but 2 are listed.',
    );
    expect(said({ headCount: 0, people: [] })).toEqual([
      'The author says that nobody can be recognised in it.',
    ]);
    expect(said({ headCount: null })).toEqual([]);
  });

  it('says how many faces are hidden or still open, and who shows none', () => {
    const people = [person('a'), person('b', 'behind')];
    expect(said({ people, faces: { ...FACES, blurred: 2, open: 1 } }).slice(1)).toEqual([
      '2 faces are hidden.',
      '1 face still has no answer.',
      '1 person shows no face.',
    ]);
  });

  it('says when no machine has looked', () => {
    expect(said({ faces: { ...FACES, outcome: 'unavailable' } })).toContain(
      'Faces could not be looked for by machine: only people have counted.',
    );
  });

  it('of a class says who is away, how many are hidden, and whether outsiders were ruled out', () => {
    const group = { name: '4 Hazel', absent: ['c', 'd'], hidden: 1, outsidersNone: true };
    expect(said({ group }).slice(1)).toEqual([
      'A photo of 4 Hazel: everyone but 2 pupils, said by name not to be in it.',
      '1 pupil of the class is in it and hidden.',
      'The author has confirmed that nobody from outside the class can be seen.',
    ]);
    expect(said({ group: { ...group, absent: [], hidden: 0, outsidersNone: false } }).slice(1)).toEqual([
      'A photo of 4 Hazel: everyone is in it.',
    ]);
  });
});
