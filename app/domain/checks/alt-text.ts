// Every photo says what it shows to someone who cannot see it, within what the platform takes (I-18, R-70).
import { block } from '#app/domain/issues.ts';
import { MAX_ALT_TEXT } from '#app/domain/posts/post-length.ts';
import type { Check } from './check.ts';

export const altTextCheck: Check = {
  id: 'I-18',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ content, stage }) {
    return content.photos.flatMap((photo, index) => {
      const length = [...photo.altText].length;
      if (length > MAX_ALT_TEXT)
        return [
          block('I-18', 'alt_text_too_long', `photo:${index}`, 'I-18', {
            photo: index + 1,
            length,
            most: MAX_ALT_TEXT,
          }),
        ];
      if (photo.altText.trim() === '' && stage !== 'edit')
        return [block('I-18', 'alt_text_missing', `photo:${index}`, 'R-70', { photo: index + 1 })];
      return [];
    });
  },
};
