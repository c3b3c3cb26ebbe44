// Uniform, logo or buildings beside a pupil's face tell strangers where to find the child (I-12, R-66).
import { block, warn } from '#app/domain/issues.ts';
import type { Check } from './check.ts';

export const premisesCheck: Check = {
  id: 'I-12',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts, content }) {
    const { premisesWithFace } = facts.school.settings;
    if (premisesWithFace === 'ignore') return [];
    const say = premisesWithFace === 'block' ? block : warn;
    return content.photos.flatMap(({ about, people }, index) => {
      const face = people.some((person) => person.kind !== 'adult' && person.faceOn !== 'no');
      return about?.premises === 'yes' && face
        ? [say('I-12', 'premises_with_face', `photo:${index}`, 'R-66', { photo: index + 1 })]
        : [];
    });
  },
};
