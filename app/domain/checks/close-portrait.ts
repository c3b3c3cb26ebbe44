// One face, large: a picture of one child that anybody could cut out and use (I-07). A setting makes it stop the post.
import { block, warn } from '#app/domain/issues.ts';
import type { Check } from './check.ts';

/** Side of the face as thousandths of the photo's shorter side: from here on it is a portrait, not a person in a scene. */
export const CLOSE = 250;

export const closePortraitCheck: Check = {
  id: 'I-07',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts, content }) {
    const say = facts.school.settings.closePortraits === 'block' ? block : warn;
    return content.photos.flatMap(({ faces, people }, index) => {
      const alone = people.length === 1 && people[0]?.kind !== 'adult';
      return alone && faces && faces.largest >= CLOSE
        ? [say('I-07', 'close_portrait', `photo:${index}`, 'F-18', { photo: index + 1 })]
        : [];
    });
  },
};
