// One thing found in a text: which check found it, where it stands, what it means, who could let it stand, and the smallest change
// that would put it right. Offsets and ids only: never the name that matched.

/**
 * Who may let a stopped finding stand. `nobody`: only other words help. `safeguarding`: a safeguarding lead and the headteacher,
 * both with a reason. `head`: the headteacher or who approves for them, with a reason, never on what they wrote or changed.
 * `author`: the author says why, or that it is no pupil; the approver sees it.
 */
export const OPENERS = ['nobody', 'safeguarding', 'head', 'author'] as const;
export type Opener = (typeof OPENERS)[number];

export interface TextFinding {
  /** `T-01` … `T-24`, or `length` */
  check: string;
  /** tells sentences apart: `pupil_full_name` */
  code: string;
  level: 'block' | 'warn';
  /** for a finding that stops; a warning needs nobody */
  opener: Opener;
  /** the field of the text: `words`, `photo:0` */
  field: string;
  /** UTF-16 offsets in that text, end exclusive */
  from: number;
  to: number;
  /** requirement ids, the first of them is shown: `R-33, R-36` */
  clause: string;
  /** pupils whose name it may be; none for every other check */
  pupilIds: readonly string[];
  /** ids, numbers and codes for the sentence: never a name, a reason, or words of the text */
  context: Readonly<Record<string, string | number>>;
  /** the smallest change that puts it right: what to put in place of the marked words, `''` to leave them out; null = none to offer */
  fix: string | null;
}

/** What every finding of a check has in common, so that a check names only what differs. */
export interface FindingShape {
  check: string;
  code: string;
  clause: string;
  opener?: Opener;
}

type Where = Pick<TextFinding, 'field' | 'from' | 'to'>;
type More = Partial<Pick<TextFinding, 'pupilIds' | 'context' | 'fix'>>;

/** A finding that stops the post until the words change or whoever may opens it. */
export const stops = (
  { opener = 'nobody', ...shape }: FindingShape,
  where: Where,
  more: More = {},
): TextFinding => ({
  pupilIds: [],
  context: {},
  fix: null,
  ...shape,
  ...where,
  ...more,
  level: 'block',
  opener,
});

/** A finding that is shown to author and approver, and stops nothing. */
export const warns = ({ check, code, clause }: FindingShape, where: Where, more: More = {}): TextFinding => ({
  pupilIds: [],
  context: {},
  fix: null,
  check,
  code,
  clause,
  ...where,
  ...more,
  level: 'warn',
  opener: 'nobody',
});
