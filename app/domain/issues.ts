// A person's mistake, or a rule that stands in the way: data, never an exception, so that a screen can show all of them at once.

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

export const blocks = (issues: readonly Issue[]): Issue[] =>
  issues.filter((issue) => issue.level === 'block');
