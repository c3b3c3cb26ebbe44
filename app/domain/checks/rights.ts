// Whose photo it is, and whose work is in it: somebody else's needs their permission in writing, a pupil's own work the
// consent for showing it (I-14, R-52).
import { block, type Issue, warn } from '#app/domain/issues.ts';
import {
  needsLicence,
  NOT_IN_PHOTO,
  nothingAnswered,
  type PhotoAnswers,
} from '#app/domain/photos/about-photo.ts';
import type { ContentPhoto } from '#app/domain/posts/post-digest.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Check } from './check.ts';

export const rightsCheck: Check = {
  id: 'I-14',
  stages: ['submit', 'approve', 'gate'],
  run({ facts, content }) {
    return content.photos.flatMap((photo, index) => {
      const about = photo.about ?? {};
      if (nothingAnswered(about)) return [];
      return [
        ...photoRights(about, index, facts.materialsMissing.includes(index)),
        ...workRights(photo, about, index, facts),
      ];
    });
  },
};

function photoRights(about: PhotoAnswers, index: number, materialMissing: boolean): Issue[] {
  const [field, context] = [`photo:${index}`, { photo: index + 1 }];
  if (!about.takenBy) return [block('I-14', 'rights_missing', field, 'R-52', context)];
  if (needsLicence(about) && about.materialId && materialMissing)
    return [block('I-14', 'material_not_permitted', field, 'R-52', context)];
  if (needsLicence(about))
    return [
      about.licence || about.materialId
        ? warn('I-14', 'photo_of_others', field, 'R-52', context)
        : block('I-14', 'licence_missing', field, 'R-52', context),
    ];
  return about.takenBy === 'pupil' ? [warn('I-14', 'photo_by_pupil', field, 'R-52', context)] : [];
}

function workRights(photo: ContentPhoto, about: PhotoAnswers, index: number, facts: PostFacts): Issue[] {
  if (about.pupilWork !== 'yes') return [];
  const [field, context] = [`photo:${index}`, { photo: index + 1 }];
  const makers = about.workBy ?? [];
  if (makers.length === 0) return [block('I-14', 'work_maker_missing', field, 'R-52', context)];
  return makers.flatMap((person) => {
    if (person === NOT_IN_PHOTO) return [warn('I-14', 'work_of_somebody_else', field, 'R-52', context)];
    const here = photo.people.some(({ kind, id }) => kind === 'pupil' && id === person);
    const allowed = facts.workVerdicts.some(
      (each) => each.photo === index && each.pupilId === person && each.verdict !== 'block',
    );
    return here && allowed
      ? []
      : [block('I-14', 'work_not_permitted', field, 'R-52', { ...context, person })];
  });
}
