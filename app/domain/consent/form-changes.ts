// What changed between two versions of a form, for whoever publishes the next one: words, and questions by their keys.
import { diffWords, type WordsRun } from '#app/domain/posts/word-diff.ts';
import { type FormOption, type FormText, meaningOf } from './form-text.ts';

export interface FormChanges {
  /** fields whose words differ, in the order in which a family reads them */
  words: { field: 'title' | 'wording' | 'controllers' | 'howToWithdraw'; runs: WordsRun[] }[];
  added: FormOption[];
  removed: FormOption[];
  /** the same question in other words, or with another meaning */
  changed: { before: FormOption; after: FormOption; runs: WordsRun[]; meaning: boolean }[];
}

/** From the older to the newer; nothing in it when the two say the same. */
export function formChanges(before: FormText, after: FormText): FormChanges {
  const text = (form: FormText, field: FormChanges['words'][number]['field']): string =>
    field === 'controllers' ? form.controllers.join('; ') : form[field];
  const fields = ['title', 'wording', 'controllers', 'howToWithdraw'] as const;
  const older = new Map(before.options.map((option) => [option.key, option]));
  const newer = new Set(after.options.map(({ key }) => key));
  return {
    words: fields
      .filter((field) => text(before, field) !== text(after, field))
      .map((field) => ({ field, runs: diffWords(text(before, field), text(after, field)) })),
    added: after.options.filter(({ key }) => !older.has(key)),
    removed: before.options.filter(({ key }) => !newer.has(key)),
    changed: after.options.flatMap((option) => {
      const was = older.get(option.key);
      if (!was) return [];
      const meaning = meaningOf([was]) !== meaningOf([option]);
      if (!meaning && was.label === option.label) return [];
      return [{ before: was, after: option, runs: diffWords(was.label, option.label), meaning }];
    }),
  };
}

export const nothingChanged = ({ words, added, removed, changed }: FormChanges): boolean =>
  words.length + added.length + removed.length + changed.length === 0;
