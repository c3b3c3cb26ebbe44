// What a consent form says and asks: its rules, its hash over everything shown, and what makes a translation the same form.
// Pure: words in, an answer out (F-02, F-03, R-63).
import type { FormOption } from '#db/schema/consent.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { ACCOUNT_SCOPES, CHANNELS, PURPOSES, SUBJECTS } from './consent-vocabulary.ts';

export type { FormOption };

/** Everything that a family reads on a form, in one language. */
export interface FormText {
  title: string;
  /** the words above the questions; empty lines part paragraphs */
  wording: string;
  /** BCP 47 */
  language: string;
  /** organisations responsible in law for what is done with the answers */
  controllers: readonly string[];
  howToWithdraw: string;
  options: readonly FormOption[];
}

/** Longest texts, in UTF-16 units, and most entries. */
export const FORM_LIMITS = {
  title: 120,
  wording: 6_000,
  howToWithdraw: 600,
  controller: 160,
  controllers: 6,
  label: 300,
  options: 24,
} as const;

/** Languages a form may be written in: those with fixed words of their own on the family's page come first. */
export const isLanguage = (tag: string): boolean => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/.test(tag);

const KEY = /^[a-z][a-z0-9_]{0,39}$/;

/** The text as it is stored: spaces at the ends gone, sets in the order of the vocabulary and each thing once. */
export function tidyForm(text: FormText): FormText & { controllers: string[]; options: FormOption[] } {
  const inOrder = <T>(every: readonly T[], chosen: readonly T[]) =>
    every.filter((one) => chosen.includes(one));
  return {
    title: text.title.trim(),
    wording: text.wording.replaceAll('\r\n', '\n').trim(),
    language: text.language,
    controllers: text.controllers.map((each) => each.trim()).filter(Boolean),
    howToWithdraw: text.howToWithdraw.replaceAll('\r\n', '\n').trim(),
    options: text.options.map((option) => ({
      key: option.key,
      label: option.label.trim(),
      subjects: inOrder(SUBJECTS, option.subjects),
      channels: inOrder(CHANNELS, option.channels),
      purposes: inOrder(PURPOSES, option.purposes),
      accountScope: option.accountScope,
    })),
  };
}

/** Lower-case hex SHA-256 over every word that is shown and every meaning behind a question. */
export function wordingHashOf(text: FormText): string {
  const { title, wording, language, controllers, howToWithdraw, options } = tidyForm(text);
  return hashOf({ schema: 1, title, wording, language, controllers, howToWithdraw, options });
}

/** What stops a form from being published, in the order of its fields. `text` is tidy. */
export function formIssues(text: FormText): Issue[] {
  const issues: Issue[] = [];
  const say = (code: string, field: string, context: Issue['context'] = {}) =>
    void issues.push(block('form', code, field, 'R-63', context));
  const words = (value: string, field: 'title' | 'wording' | 'howToWithdraw') => {
    if (value === '') say(`${field}_missing`, field);
    else if (value.length > FORM_LIMITS[field]) say('too_long', field, { most: FORM_LIMITS[field] });
  };
  if (!isLanguage(text.language)) say('language_unknown', 'language');
  words(text.title, 'title');
  words(text.wording, 'wording');
  const { controllers, options } = text;
  if (controllers.length === 0) say('controllers_missing', 'controllers');
  else if (controllers.length > FORM_LIMITS.controllers) say('controllers_too_many', 'controllers');
  else if (controllers.some((each) => each.length > FORM_LIMITS.controller))
    say('too_long', 'controllers', { most: FORM_LIMITS.controller });
  words(text.howToWithdraw, 'howToWithdraw');
  if (options.length === 0) say('questions_missing', 'options');
  if (options.length > FORM_LIMITS.options) say('questions_too_many', 'options');
  for (const [index, option] of options.entries()) issues.push(...optionIssues(option, index));
  const keys = options.map(({ key }) => key);
  if (new Set(keys).size < keys.length || keys.some((key) => !KEY.test(key))) say('keys_unclear', 'options');
  for (const [first, second] of overlaps(options))
    say('questions_overlap', `option-${second}`, { first: first + 1, second: second + 1 });
  for (const index of withoutNearer(options)) say('no_own_school_question', `option-${index}`);
  return issues;
}

function optionIssues(option: FormOption, index: number): Issue[] {
  const say = (code: string, context: Issue['context'] = {}) =>
    block('form', code, `option-${index}`, 'R-63', { number: index + 1, ...context });
  if (option.label === '') return [say('question_missing')];
  if (option.label.length > FORM_LIMITS.label) return [say('too_long', { most: FORM_LIMITS.label })];
  const empty = [option.subjects, option.channels, option.purposes].some((set) => set.length === 0);
  return empty ? [say('meaning_missing')] : [];
}

const meets = <T>(a: readonly T[], b: readonly T[]): boolean => a.some((one) => b.includes(one));

/** Pairs of questions that ask about the same use of the same accounts: somebody could answer both yes and no. */
function overlaps(options: readonly FormOption[]): [number, number][] {
  return options.flatMap((second, j) =>
    options
      .slice(0, j)
      .flatMap((first, i): [number, number][] =>
        first.accountScope === second.accountScope &&
        meets(first.subjects, second.subjects) &&
        meets(first.channels, second.channels) &&
        meets(first.purposes, second.purposes)
          ? [[i, j]]
          : [],
      ),
  );
}

/**
 * Questions about farther accounts whose uses are not all asked about for every nearer kind as well: a yes reaches the nearer
 * ones too, and would reach what nobody was asked.
 */
function withoutNearer(options: readonly FormOption[]): number[] {
  return options.flatMap((option, index) => {
    const asked = nearerScopes(option).every((scope) =>
      usesOf(option).every((use) => options.some((each) => each.accountScope === scope && asks(each, use))),
    );
    return asked ? [] : [index];
  });
}

const nearerScopes = ({ accountScope }: FormOption) =>
  ACCOUNT_SCOPES.slice(0, ACCOUNT_SCOPES.indexOf(accountScope));

const usesOf = ({ subjects, channels, purposes }: FormOption) =>
  subjects.flatMap((subject) =>
    channels.flatMap((channel) => purposes.map((purpose) => ({ subject, channel, purpose }))),
  );

const asks = (
  option: FormOption,
  { subject, channel, purpose }: ReturnType<typeof usesOf>[number],
): boolean =>
  option.subjects.includes(subject) && option.channels.includes(channel) && option.purposes.includes(purpose);

/** The questions about nearer accounts on which a question about farther ones leans, by key. */
export function leansOn(option: FormOption, options: readonly FormOption[]): string[] {
  const nearer = nearerScopes(option);
  return options
    .filter((each) => nearer.includes(each.accountScope) && usesOf(option).some((use) => asks(each, use)))
    .map(({ key }) => key);
}

/** Keys and meanings alone, which every language of a version must share. */
export const meaningOf = (options: readonly FormOption[]): string =>
  hashOf(options.map(({ label: _, ...meaning }) => meaning));

/** What stops a text from being a translation of a published version. */
export function translationIssues(original: FormText, translation: FormText): Issue[] {
  const say = (code: string, field: string) => block('form', code, field, 'R-63');
  return [
    ...(translation.language === original.language ? [say('same_language', 'language')] : []),
    ...(meaningOf(tidyForm(original).options) === meaningOf(tidyForm(translation).options)
      ? []
      : [say('meaning_differs', 'options')]),
  ];
}
