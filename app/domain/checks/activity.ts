// What children wear and what is happening to them: swimwear, changing and first aid are not shown, PE kit is looked at
// twice (I-10, R-68).
import { block, warn } from '#app/domain/issues.ts';
import type { Activity } from '#app/domain/photos/about-photo.ts';
import type { Check } from './check.ts';

const SAY: Readonly<Record<Activity, typeof block | null>> = {
  ordinary: null,
  sport: warn,
  gymnastics: warn,
  swimming: block,
  changing: block,
  medical: block,
};

export const activityCheck: Check = {
  id: 'I-10',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ content }) {
    return content.photos.flatMap(({ about }, index) => {
      const activity = about?.activity;
      const say = activity ? SAY[activity] : null;
      if (!activity || !say) return [];
      const code = say === block ? 'activity_not_shown' : 'activity_in_kit';
      return [say('I-10', code, `photo:${index}`, 'R-68', { photo: index + 1, activity })];
    });
  },
};
