// A consent form as it is edited on one page: fields by number for each question, read into the text that is published. A question
// without words that is new is left out.
import { ACCOUNT_SCOPES, CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { FORM_LIMITS, type FormOption, type FormText } from '#app/domain/consent/form-text.ts';

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value.slice(0, 20_000) : '';
};

/** How many questions the page had, from its own count. */
const countOf = (form: FormData): number =>
  Math.min(Math.max(Number(text(form, 'questions')) || 0, 0), FORM_LIMITS.options + 1);

/** @returns the text as typed, not yet tidied or judged */
export function formTextIn(form: FormData): FormText {
  const numbers = Array.from({ length: countOf(form) }, (_, index) => index);
  const used = new Set(numbers.map((index) => text(form, `key-${index}`)));
  const options = numbers.map((index) => questionIn(form, index, used));
  return {
    title: text(form, 'title'),
    wording: text(form, 'wording'),
    language: text(form, 'language'),
    controllers: text(form, 'controllers').split('\n'),
    howToWithdraw: text(form, 'howToWithdraw'),
    options: options.filter((option) => option !== null),
  };
}

function questionIn(form: FormData, index: number, used: Set<string>): FormOption | null {
  const field = (name: string) => `${name}-${index}`;
  if (form.get(field('leaveOut')) === 'yes') return null;
  const label = text(form, field('label'));
  const given = text(form, field('key'));
  const ticked = <T extends string>(name: string, every: readonly T[]) => {
    const chosen = form.getAll(field(name));
    return every.filter((one) => chosen.includes(one));
  };
  const option: FormOption = {
    key: given || freeKey(used, index),
    label,
    subjects: ticked('subjects', SUBJECTS),
    channels: ticked('channels', CHANNELS),
    purposes: ticked('purposes', PURPOSES),
    accountScope: ACCOUNT_SCOPES.find((scope) => scope === form.get(field('scope'))) ?? 'own_school',
  };
  used.add(option.key);
  const untouched =
    !given &&
    label.trim() === '' &&
    option.subjects.length + option.channels.length + option.purposes.length === 0;
  return untouched ? null : option;
}

function freeKey(used: ReadonlySet<string>, index: number): string {
  for (let number = index + 1; ; number++) if (!used.has(`question_${number}`)) return `question_${number}`;
}

/** A translation as typed: only words are, the meanings are those of what it translates. */
export function translationIn(form: FormData, original: Pick<FormText, 'options'>): FormText {
  return {
    ...formTextIn(form),
    options: original.options.map((option) => ({ ...option, label: text(form, `label-${option.key}`) })),
  };
}
