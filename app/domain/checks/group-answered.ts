// A class photo without names: somebody has said that nobody from outside is in it, hidden members are hidden, and unnamed faces
// stand only for members who may be shown without any condition (I-04, I-06, I-09, R-62).
import { block, type Issue } from '#app/domain/issues.ts';
import { unnamedFaces } from '#app/domain/posts/faces-in-numbers.ts';
import type { ContentPerson, ContentPhoto } from '#app/domain/posts/post-digest.ts';
import type { PersonVerdict } from '#app/domain/posts/verdicts.ts';
import type { Check } from './check.ts';

export const groupAnsweredCheck: Check = {
  id: 'I-04',
  stages: ['submit', 'approve', 'gate'],
  run({ facts, content }) {
    return content.photos.flatMap((photo, index) => {
      const { group, faces } = photo;
      if (!group || !faces) return [];
      const field = `photo:${index}`;
      const context = { photo: index + 1 };
      const issues: Issue[] = [];
      if (!group.outsidersNone) issues.push(block('I-04', 'outsiders_not_answered', field, 'R-62', context));
      if (group.hidden > faces.blurred)
        issues.push(
          block('I-06', 'hidden_without_blur', field, 'R-62', {
            ...context,
            hidden: group.hidden,
            blurred: faces.blurred,
          }),
        );
      const unnamed = unnamedFaces(faces);
      const conditional = conditionalOf(photo, index, facts.verdicts).length;
      if (unnamed > 0 && conditional > 0)
        issues.push(block('I-06', 'faces_need_names', field, 'R-62', { ...context, unnamed, conditional }));
      return issues;
    });
  },
};

/** People placed somewhere among the others of whom more has to be known than that they are there. */
function conditionalOf(
  photo: ContentPhoto,
  index: number,
  verdicts: readonly PersonVerdict[],
): ContentPerson[] {
  const plain = (person: ContentPerson) =>
    person.faceOn === 'unknown' &&
    person.uniform === 'unknown' &&
    verdicts.some(
      (verdict) =>
        verdict.photo === index &&
        verdict.kind === person.kind &&
        verdict.id === person.id &&
        verdict.word === 'can be shown',
    );
  return photo.people.filter((person) => person.placed === 'together' && !plain(person));
}
