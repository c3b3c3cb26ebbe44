// Consent forms for whoever writes them: versions in a list, what each question means, what changed, and what stops publishing.
import type { ListedForm, ReadForm } from '#app/domain/consent/read-forms.ts';
import type { FormChanges } from '#app/domain/consent/form-changes.ts';
import type { FormOption } from '#app/domain/consent/form-text.ts';
import type { AccountScope } from '#app/domain/consent/consent-vocabulary.ts';
import type { Issue } from '#app/domain/issues.ts';
import type { WordsRun } from '#app/domain/posts/word-diff.ts';
import { PLACE_WORDS, PURPOSE_WORDS, USE_WORDS } from './consent-labels.ts';
import { languageName } from './family-words.ts';
import { dayWords, whenWords } from './when.ts';

export const SCOPE_WORDS: Readonly<Record<AccountScope, string>> = {
  own_school: 'this school’s own accounts',
  trust: 'the trust’s accounts',
  trust_schools: 'accounts of the other schools in the trust',
};
export const SCOPE_CHOICES = Object.entries(SCOPE_WORDS).map(([value, label]) => ({
  value,
  label: `On ${label}`,
}));

/** Languages that UK schools often write in; those with fixed words of their own on the family's page first. */
export const TRANSLATION_LANGUAGES = [
  'cy',
  'ar',
  'bn',
  'es',
  'fr',
  'gd',
  'pa',
  'pl',
  'pt',
  'ro',
  'so',
  'uk',
  'ur',
  'zh',
].map((value) => ({ value, label: languageName(value) }));

/** "In a photo, first name. Where: X. For: school trips. On this school’s own accounts." */
export function meaningWords({
  subjects,
  channels,
  purposes,
  accountScope,
}: Omit<FormOption, 'label'>): string {
  const list = <T extends string>(set: readonly T[], words: Readonly<Record<T, string>>) =>
    set.map((each) => words[each]).join(', ');
  return `${list(subjects, USE_WORDS)}. Where: ${list(channels, PLACE_WORDS)}. For: ${list(purposes, PURPOSE_WORDS)}. On ${SCOPE_WORDS[accountScope]}.`;
}

const pupils = (count: number): string => (count === 1 ? '1 pupil' : `${count} pupils`);

export interface FormLine {
  id: string;
  title: string;
  /** "Version 2, published Mon 2 November" */
  over: string;
  lines: string[];
}

export const formLines = (forms: readonly ListedForm[], zone: string, at: Date): FormLine[] =>
  forms.map(({ id, title, number, languages, publishedAt, retiredAt, asks, pupils: count }) => ({
    id,
    title,
    over: `Version ${number}, published ${dayWords(publishedAt, zone, at)}`,
    lines: [
      retiredAt ? `Retired ${dayWords(retiredAt, zone, at)}` : `In ${languages.map(languageName).join(', ')}`,
      ...(asks ? [] : ['From before questions were kept apart: a link cannot ask with it']),
      count === 0 ? 'Nobody has said yes on it' : `Somebody has said yes on it for ${pupils(count)}`,
    ],
  }));

export interface FormPage {
  id: string;
  title: string;
  language: string;
  over: string;
  /** what it stands at: asked with now, followed by a newer one, retired */
  standing: { kind: 'done' | 'info' | 'stopped'; words: string };
  retired: boolean;
  asks: boolean;
  facts: { label: string; text: string }[];
  meanings: { label: string; meaning: string }[];
  translations: { id: string; name: string }[];
  earlier: { id: string; number: number; changes: ChangeLine[] } | null;
}

export interface ChangeLine {
  title: string;
  runs: WordsRun[];
  note: string | null;
}

const FIELD_WORDS = {
  title: 'The title',
  wording: 'The words above the questions',
  controllers: 'Who is responsible',
  howToWithdraw: 'How to change your mind',
} as const;

export function changeLines({ words, added, removed, changed }: FormChanges): ChangeLine[] {
  return [
    ...words.map(({ field, runs }) => ({ title: FIELD_WORDS[field], runs, note: null })),
    ...removed.map((option) => ({
      title: 'A question that is gone',
      runs: [{ kind: 'removed' as const, text: option.label }],
      note: `Meant: ${meaningWords(option)}`,
    })),
    ...added.map((option) => ({
      title: 'A new question',
      runs: [{ kind: 'added' as const, text: option.label }],
      note: `Means: ${meaningWords(option)}`,
    })),
    ...changed.map(({ before, after, runs, meaning }) => ({
      title: 'A question that changed',
      runs,
      note: meaning ? `Meant: ${meaningWords(before)} Means now: ${meaningWords(after)}` : null,
    })),
  ];
}

export function formPage(read: ReadForm, zone: string, at: Date): FormPage {
  const { form, publishedBy, translations, earlier, newer } = read;
  const asks = form.options.length > 0;
  return {
    id: form.id,
    title: form.title,
    language: form.language,
    over: `Version ${form.number}, ${languageName(form.language)}`,
    standing: standingOf(read, zone, at),
    retired: form.retiredAt !== null,
    asks: asks && !newer && !form.retiredAt,
    facts: [
      {
        label: 'Published',
        text: `${whenWords(form.validFrom, zone, at).text}${publishedBy ? `, by ${publishedBy}` : ''}`,
      },
      { label: 'Fingerprint of the words', text: form.wordingHash.slice(0, 16) },
      { label: 'Responsible', text: form.controllers.join('; ') },
    ],
    meanings: form.options.map((option) => ({ label: option.label, meaning: meaningWords(option) })),
    translations: translations.map(({ id, language }) => ({ id, name: languageName(language) })),
    earlier: earlier && { id: earlier.id, number: earlier.number, changes: changeLines(earlier.changes) },
  };
}

function standingOf({ form, newer }: ReadForm, zone: string, at: Date): FormPage['standing'] {
  if (form.retiredAt)
    return {
      kind: 'stopped',
      words: `Retired ${dayWords(form.retiredAt, zone, at)}. A yes given on it counts as ended.`,
    };
  if (form.options.length === 0)
    return {
      kind: 'info',
      words: 'From before questions were kept apart. A yes on it counts; links cannot ask with it.',
    };
  if (newer)
    return { kind: 'info', words: 'There is a newer version. A yes given on this one still counts.' };
  return { kind: 'done', words: 'Families are asked with this version.' };
}

/** The warning before a version is retired. */
export const retireWords = (count: number): string =>
  count === 0
    ? 'Nobody has said yes on it, so no pupil is affected.'
    : `For ${pupils(count)} somebody has said yes on it. From the moment you retire it, those yeses count as ended: posts that have not gone out stop, and live ones are listed for you. Each family must be asked again.`;

const SENTENCES: Readonly<Record<string, (context: Issue['context']) => string>> = {
  title_missing: () => 'Give the form a title.',
  wording_missing: () => 'Write the words above the questions.',
  howToWithdraw_missing: () => 'Say how somebody changes their mind.',
  controllers_missing: () => 'Name who is responsible in law, such as the school or the trust.',
  controllers_too_many: () => 'Name at most six.',
  language_unknown: () => 'Choose the language.',
  same_language: () => 'This is the language that it is in already. Choose another.',
  too_long: ({ most }) => `This is over ${most} characters. Say it more shortly.`,
  questions_missing: () => 'Ask at least one question.',
  questions_too_many: () => 'That is more questions than anybody reads. Leave some out.',
  question_missing: ({ number }) => `Write question ${number}, or leave it out.`,
  meaning_missing: ({ number }) =>
    `Say what a yes to question ${number} means: what is shown, where, and what for.`,
  questions_overlap: ({ first, second }) =>
    `Questions ${first} and ${second} ask about the same thing. Somebody could say yes to one and no to the other, so take it out of one of them.`,
  no_own_school_question: () =>
    'Ask the same about this school’s own accounts first, and about the trust’s before its other schools’: a yes to the farther ones includes the nearer.',
  keys_unclear: () => 'Two questions are mixed up. Leave one out and write it again.',
  meaning_differs: () => 'A translation asks the same questions with the same meanings.',
};

/** One sentence by field; a field keeps its first. */
export function formErrors(issues: readonly Issue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { field, code, context } of issues)
    errors[field === 'options' ? 'questions' : field] ??=
      SENTENCES[code]?.(context) ?? 'Please look at this again.';
  return errors;
}
