// Every pupil listed may be shown here and now (and when it is due), every adult has given permission, and children from
// elsewhere are covered by a written release (R-62, R-67, I-05, I-13).
import { block, type Issue, warn } from '#app/domain/issues.ts';
import type { PersonVerdict } from '#app/domain/posts/verdicts.ts';
import type { Check } from './check.ts';

export const permissionsCheck: Check = {
  id: 'I-05',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts }): Issue[] {
    return once(facts.verdicts).flatMap((v) => {
      const context = { photo: v.photo + 1, person: v.id };
      // Nothing is missing but the author's word that this pupil was asked, which is asked for once a post.
      if (v.verdict === 'block' && v.notAskedYet && v.word === 'can be shown')
        return [block('I-05', 'each_to_be_asked', `photo:${v.photo}`, 'R-36', context)];
      if (v.verdict === 'warn' && v.notAskedYet)
        return [warn('I-05', 'asked_for_this_photo', `photo:${v.photo}`, 'R-36', context)];
      if (v.verdict === 'block') return [notPermitted(v.kind, `photo:${v.photo}`, context)];
      return v.verdict === 'warn'
        ? [warn('I-05', 'permission_ends_soon', `photo:${v.photo}`, 'R-62', context)]
        : [];
    });
  },
};

function notPermitted(kind: PersonVerdict['kind'], field: string, context: Issue['context']): Issue {
  switch (kind) {
    case 'pupil':
      return block('I-05', 'pupil_may_not_be_shown', field, 'R-62', context);
    case 'adult':
      return block('I-13', 'adult_has_not_agreed', field, 'R-67', context);
    case 'guest':
      return block('I-13', 'guests_not_covered', field, 'R-62', context);
  }
}

/** Children of one release share one verdict in a photo, and are told about once. */
const once = (verdicts: readonly PersonVerdict[]): PersonVerdict[] => [
  ...new Map(verdicts.map((v) => [`${v.photo} ${v.kind} ${v.id}`, v])).values(),
];
