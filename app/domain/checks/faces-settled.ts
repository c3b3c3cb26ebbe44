// Every face found or drawn has an answer, and faces and people fit together: nobody is in a photo whom nobody has looked at
// (I-06, R-62). The machine only asks; where it could not look, a person's count stands in for it.
import { block, type Issue, warn } from '#app/domain/issues.ts';
import { mismatchOf } from '#app/domain/posts/faces-in-numbers.ts';
import type { ContentFaces, ContentPhoto } from '#app/domain/posts/post-digest.ts';
import type { Check } from './check.ts';

export const facesSettledCheck: Check = {
  id: 'I-06',
  stages: ['submit', 'approve', 'gate'],
  run({ content }) {
    return content.photos.flatMap((photo, index) => {
      const field = `photo:${index}`;
      const context = { photo: index + 1 };
      if (!photo.faces || photo.accounting === undefined)
        return [block('I-06', 'faces_never_looked_for', field, 'R-62', context)];
      if (photo.faces.outcome === 'not_yet')
        return [block('I-06', 'faces_not_looked_for_yet', field, 'R-62', context)];
      return [...openFaces(photo.faces, field, context), ...doubts(photo, photo.faces, field, context)];
    });
  },
};

function openFaces({ open }: ContentFaces, field: string, context: Issue['context']): Issue[] {
  return open > 0 ? [block('I-06', 'faces_open', field, 'R-62', { ...context, open })] : [];
}

function doubts(photo: ContentPhoto, faces: ContentFaces, field: string, context: Issue['context']): Issue[] {
  const issues: Issue[] = [];
  if (faces.outcome === 'unavailable')
    issues.push(warn('I-06', 'faces_counted_by_people', field, 'R-62', context));
  const mismatch = mismatchOf(faces, photo.people);
  const shown = faces.boxes - faces.blurred - faces.notFaces;
  const counts = { ...context, faces: shown, people: photo.people.length };
  if (mismatch === 'more_faces_than_people') issues.push(block('I-06', mismatch, field, 'R-62', counts));
  else if (mismatch) issues.push(warn('I-06', mismatch, field, 'R-62', counts));
  return issues;
}
