// Why somebody takes a post down, as they choose it. Others read it later in the post's story, so that no choice says anything about one pupil.
import type { Choice } from '#app/components/choices.tsx';
import type { SaidCause } from '#app/domain/posts/takedown-causes.ts';

export const TAKEDOWN_CHOICES: (Choice & { value: SaidCause })[] = [
  {
    value: 'should_not_be_shown',
    label: 'Somebody in it should not be shown',
    hint: 'You do not say who or why.',
  },
  {
    value: 'permission_changed',
    label: 'A permission has changed',
    hint: 'A pupil, parent, carer or member of staff has said no since.',
  },
  { value: 'mistake', label: 'Something in it is wrong' },
  { value: 'asked_from_outside', label: 'Somebody outside the school asked' },
  { value: 'other', label: 'Something else' },
];
