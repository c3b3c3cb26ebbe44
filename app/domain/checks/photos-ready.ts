// Every photo is clean, of a kind that can be sent, and there are no more than the platform takes (I-01, I-02).
import { block } from '#app/domain/issues.ts';
import type { RenderState } from '#app/domain/photos/render-state.ts';
import type { Check } from './check.ts';

/** X takes one to four images in a post. */
export const MAX_PHOTOS = 4;

/** A clean photo without a version: what was to be hidden or cut away is not done in its pixels. */
const NOT_MADE: Record<RenderState, string> = {
  made: 'photo_being_changed',
  being_made: 'photo_being_changed',
  not_made: 'photo_not_changed',
  send_again: 'photo_to_send_again',
};

export const photosReadyCheck: Check = {
  id: 'I-02',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts, content, stage }) {
    const issues = facts.photos.flatMap((photo, index) => {
      if (photo.state === 'refused')
        return [
          block('I-01', 'photo_refused', `photo:${index}`, 'I-01', {
            photo: index + 1,
            code: photo.refusalCode ?? '',
          }),
        ];
      if (photo.version) return [];
      const code = photo.state === 'clean' ? NOT_MADE[photo.rendering] : 'photo_not_clean_yet';
      return [block('I-02', code, `photo:${index}`, 'R-69', { photo: index + 1 })];
    });
    if (content.photos.length > MAX_PHOTOS)
      issues.push(block('I-01', 'too_many_photos', 'photos', 'I-01', { most: MAX_PHOTOS }));
    if (stage !== 'edit' && content.photos.length === 0 && content.words.trim() === '')
      issues.push(block('I-01', 'nothing_to_post', 'words', 'R-49'));
    return issues;
  },
};
