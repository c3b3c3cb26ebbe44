// A person's mistake, or a rule that stands in the way: data, never an exception, so that a screen can show all of them at once.
import type { FindingAnswer } from '#app/domain/words/answers/finding-answers.ts';
import type { Opener } from './words/text-finding.ts';

export type IssueLevel = 'block' | 'warn';

/** One thing that stands in the way (block) or must be seen (warn). */
export interface Issue {
  /** which check or rule found it, e.g. `I-05` */
  check: string;
  code: string;
  level: IssueLevel;
  /** form field or part of the post it concerns: `words`, `photo:2`, `due`, … */
  field: string;
  /** ids and numbers for the sentence; never names, never reasons about a pupil */
  context: Record<string, string | number>;
  /** the requirement it serves, shown as "why am I seeing this" */
  clause: string;
  /** where in the field's text it stands, and what was answered; for findings in words alone */
  text?: TextMark;
}

export interface TextMark {
  /** UTF-16 offsets in that text, end exclusive */
  from: number;
  to: number;
  /** by which an answer finds this wording again */
  wordingDigest: string;
  /** who may let it stand; null for what stops nothing */
  opener: Opener | null;
  /** answers still needed; empty once it is open, and for what nobody may open */
  missing: readonly FindingAnswer[];
  answerIds: readonly string[];
  /** pupils whose name it may be; never shown, kept with the record of findings */
  pupilIds: readonly string[];
  /** what to put in place of the marked words, `''` to leave them out; null = nothing to offer */
  fix: string | null;
}

/** Builds an issue that stops. */
export function block(
  check: string,
  code: string,
  field: string,
  clause: string,
  context: Issue['context'] = {},
): Issue {
  return { check, code, level: 'block', field, context, clause };
}

/** Builds an issue that is shown and answered, and stops nothing. */
export function warn(
  check: string,
  code: string,
  field: string,
  clause: string,
  context: Issue['context'] = {},
): Issue {
  return { check, code, level: 'warn', field, context, clause };
}

/** Whether two findings are one and the same: of the same check, in the same place, about the same. */
export const sameIssue = (a: Issue, b: Issue): boolean =>
  a.check === b.check &&
  a.code === b.code &&
  a.field === b.field &&
  a.text?.from === b.text?.from &&
  a.text?.to === b.text?.to &&
  JSON.stringify(Object.entries(a.context).sort()) === JSON.stringify(Object.entries(b.context).sort());

export const blocks = (issues: readonly Issue[]): Issue[] =>
  issues.filter((issue) => issue.level === 'block');
