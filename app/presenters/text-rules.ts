// How strictly a school checks words, as a page says it: each rule with what it means, the rule of the policy it serves, and what it
// is when nobody has set it.
import { firstMomentOf } from '#app/domain/consent/written-dates.ts';
import type { Issue } from '#app/domain/issues.ts';
import { KNOWN_POLICIES, type KnownPolicyId } from '#app/domain/policy/known-policies.ts';
import { DEFAULT_SETTINGS } from '#app/domain/school/school-settings.ts';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import { rulesBase } from '#app/domain/words/rules/set-text-rules.ts';
import {
  LONGEST_ELECTION_DAYS,
  MOST_NAME_APART_DAYS,
  type TextRuleName,
  type TextRules,
  textRulesOf,
} from '#app/domain/words/rules/text-rules.ts';
import { clauseLink } from './clauses.ts';
import { type FieldSentences, sentencesByField } from './field-sentences.ts';
import { fullDateWords } from './when.ts';

interface Choice {
  value: string;
  label: string;
  hint?: string;
}

const IDENTITY_CHOICES: Choice[] = [
  {
    value: 'never',
    label: 'Pupils are never named',
    hint: 'A first name stops a post, with a photo or without.',
  },
  {
    value: 'name_without_image',
    label: 'First names, but never beside a photo of pupils',
    hint: 'Where the family has said yes to names.',
  },
  {
    value: 'first_name_with_consent',
    label: 'First names, beside a photo too',
    hint: 'Only of pupils whose family has said yes to a name beside a photo. Full names never.',
  },
];

const LOGO_CHOICES: Choice[] = [
  { value: 'never', label: 'Never', hint: 'Not even with a permission.' },
  { value: 'with_permission', label: 'Only with a permission on record' },
  {
    value: 'own_on_official',
    label: 'Our own on our own accounts; others’ with a permission on record',
  },
];

const INDIVIDUAL_CHOICES: Choice[] = [
  { value: 'block', label: 'It stops the post' },
  { value: 'warn', label: 'It is pointed out to writer and headteacher' },
];

interface RuleWords {
  label: string;
  /** requirement it serves */
  clause: string;
  about: string;
}

const RULES: Readonly<Record<Exclude<TextRuleName, 'electionUntil'>, RuleWords>> = {
  pupilIdentity: {
    label: 'May pupils be named?',
    clause: 'R-33',
    about: 'A full name beside a photo is always stopped, whatever you choose.',
  },
  logoRule: {
    label: 'Logos, brand names and slogans',
    clause: 'R-54',
    about: 'What belongs to somebody else is theirs to give.',
  },
  individualPupils: {
    label: 'When a post talks about one pupil',
    clause: 'R-38',
    about: 'What a single child did, felt or found hard is theirs, and follows them for years.',
  },
  nameApartDays: {
    label: 'How many days keep a name and a face apart?',
    clause: 'R-33',
    about:
      'A name in one post and a face in another, so many days apart or of one event, are put together by anybody who reads both. 0 compares posts of one event only.',
  },
  electionFrom: {
    label: 'Election time',
    clause: 'R-48',
    about:
      'Between these days, both included, nothing political goes out at all. Leave both empty when no election is near.',
  },
  policyCited: {
    label: 'Whose policy is quoted?',
    clause: 'R-27',
    about:
      'Beside each thing found stands the point of this policy that it serves. What is checked stays the same.',
  },
};

const labelOf = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

/** One rule's value in words. */
function valueOf(rule: keyof typeof RULES, rules: TextRules, zone: string): string {
  if (rule === 'pupilIdentity') return labelOf(IDENTITY_CHOICES, rules.pupilIdentity);
  if (rule === 'logoRule') return labelOf(LOGO_CHOICES, rules.logoRule);
  if (rule === 'individualPupils') return labelOf(INDIVIDUAL_CHOICES, rules.individualPupils);
  if (rule === 'nameApartDays') return rules.nameApartDays === 1 ? '1 day' : `${rules.nameApartDays} days`;
  if (rule === 'policyCited')
    return rules.policyCited === null
      ? 'None'
      : (KNOWN_POLICIES[rules.policyCited as KnownPolicyId]?.name ?? 'None');
  const { electionFrom, electionUntil } = rules;
  if (electionFrom === null || electionUntil === null) return 'None is set';
  const said = (day: string): string => {
    const from = firstMomentOf(day, zone);
    return from ? fullDateWords(from, zone) : day;
  };
  return `${said(electionFrom)} to ${said(electionUntil)}`;
}

export interface RuleView {
  name: keyof typeof RULES;
  label: string;
  about: string;
  /** "Usually: First names, but never beside a photo of pupils" */
  usual: string;
  /** what it is now, in words */
  now: string;
  why: { label: string; href: string } | null;
}

export interface TextRulesPage {
  rules: RuleView[];
  choices: Record<'pupilIdentity' | 'logoRule' | 'individualPupils' | 'policyCited', Choice[]>;
  /** values as the form holds them */
  values: Record<TextRuleName, string>;
  base: string;
}

export function textRulesPage(settings: SchoolSettings, zone: string): TextRulesPage {
  const rules = textRulesOf(settings);
  const usual = textRulesOf(DEFAULT_SETTINGS);
  const names = Object.keys(RULES) as (keyof typeof RULES)[];
  return {
    rules: names.map((name) => {
      const { label, about, clause } = RULES[name];
      return {
        ...{ name, label, about },
        usual: `Where nothing is set: ${lowerFirst(valueOf(name, usual, zone))}.`,
        now: valueOf(name, rules, zone),
        why: clauseLink(clause) ?? null,
      };
    }),
    choices: {
      pupilIdentity: IDENTITY_CHOICES,
      logoRule: LOGO_CHOICES,
      individualPupils: INDIVIDUAL_CHOICES,
      policyCited: Object.entries(KNOWN_POLICIES).map(([value, { name }]) => ({ value, label: name })),
    },
    values: Object.fromEntries(
      Object.entries(rules).map(([name, value]) => [name, value === null ? '' : String(value)]),
    ) as Record<TextRuleName, string>,
    base: rulesBase(rules),
  };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const SENTENCES: FieldSentences = {
  days_out_of_reach: `Write a number of days from 0 to ${MOST_NAME_APART_DAYS}.`,
  day_unclear: 'Choose a day.',
  first_day_missing: 'Choose the first day too, or leave both empty.',
  last_day_missing: 'Choose the last day too, or leave both empty.',
  days_run_backwards: 'The last day is before the first.',
  too_many_days: `That is longer than any election: at most ${LONGEST_ELECTION_DAYS} days.`,
  policy_unknown: 'Choose one of those shown.',
};

export const textRuleErrors: (issues: readonly Issue[]) => Record<string, string> =
  sentencesByField(SENTENCES);
