// Answers to a form's questions as they come from a page: a yes or no for each, and with a no where and for which posts. Names
// that the form does not ask about are ignored.
import { CHANNELS } from '#app/domain/consent/consent-vocabulary.ts';
import type { OptionAnswer } from '#app/domain/consent/form-answers.ts';
import type { FormOption } from '#app/domain/consent/form-text.ts';

/** The questions that were answered, in the order of the form. */
export function answersIn(form: FormData, options: readonly FormOption[]): OptionAnswer[] {
  return options.flatMap(({ key }): OptionAnswer[] => {
    const answer = form.get(`answer-${key}`);
    if (answer !== 'yes' && answer !== 'no') return [];
    const ticked = form.getAll(`places-${key}`);
    return [
      {
        key,
        answer,
        channels: CHANNELS.filter((channel) => ticked.includes(channel)),
        newOnly: form.get(`posts-${key}`) === 'new',
      },
    ];
  });
}
