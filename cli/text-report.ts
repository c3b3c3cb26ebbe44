// What `gatepost text check` answers: each finding with its class, its place and the clauses it serves; for programs as one object
// without a word of the text, for people with the marked words as they stand in what was read.
import type { Issue } from '#app/domain/issues.ts';
import { KNOWN_POLICIES, type KnownPolicyId, policyClause } from '#app/domain/policy/known-policies.ts';
import type { Opener, TextFinding } from '#app/domain/words/text-finding.ts';
import { issueWords } from '#app/presenters/issues.ts';

/** Who may let it stand: H nobody, S a safeguarding lead and the headteacher, A the headteacher, D the author; `warn` stops nothing. */
export type FindingClass = 'H' | 'S' | 'A' | 'D' | 'warn';
const CLASSES: Readonly<Record<Opener, FindingClass>> = {
  nobody: 'H',
  safeguarding: 'S',
  head: 'A',
  author: 'D',
};
const MEANING: Readonly<Record<FindingClass, string>> = {
  H: 'stops the post; only other words help',
  S: 'stops the post until a safeguarding lead and the headteacher accept it',
  A: 'stops the post until the headteacher accepts it',
  D: 'the author has to answer it',
  warn: 'pointed out; stops nothing',
};

export interface ReportedFinding {
  check: string;
  code: string;
  class: FindingClass;
  /** UTF-16 units of the text as read, end exclusive */
  from: number;
  to: number;
  /** from 1; columns in UTF-16 units */
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  /** requirement ids */
  clause: string;
  /** the clause of the policy cited; null where none is, or it has none */
  policyClause: string | null;
  sentence: string;
  /** what to put in place of the marked words, `''` to leave them out; null where there is nothing to offer */
  fix: string | null;
}

export interface TextReport {
  ok: boolean;
  policy: KnownPolicyId | null;
  findings: ReportedFinding[];
}

/** In: the text, what was found in it, the policy to cite, the school's zone and the time. */
export function textReport(
  text: string,
  found: readonly TextFinding[],
  policy: KnownPolicyId | null,
  reader: { zone: string; now: Date },
): TextReport {
  const starts = lineStarts(text);
  const findings = found.map((finding): ReportedFinding => {
    const { check, code, level, opener, from, to, clause, fix } = finding;
    const [begin, end] = [placeIn(starts, from), placeIn(starts, to)];
    return {
      check,
      code,
      class: level === 'warn' ? 'warn' : CLASSES[opener],
      from,
      to,
      ...begin,
      endLine: end.line,
      endColumn: end.column,
      clause,
      policyClause: policyClause(policy, clause),
      sentence: issueWords(issueOf(finding), reader).sentence,
      fix,
    };
  });
  return { ok: findings.length === 0, policy, findings };
}

const issueOf = ({ check, code, level, field, context, clause }: TextFinding): Issue => ({
  check,
  code,
  level,
  field,
  context,
  clause,
});

/** Offsets at which lines begin; a line ends with `\n`, `\r\n` or `\r`. */
const lineStarts = (text: string): number[] => [
  0,
  ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length),
];

function placeIn(starts: readonly number[], offset: number): { line: number; column: number } {
  let line = starts.length;
  while (line > 1 && (starts[line - 1] ?? 0) > offset) line--;
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}

/** The report for a person, line by line. `name`: what the text is called. */
export function inWords(report: TextReport, text: string, name: string): string[] {
  const { findings, policy } = report;
  if (findings.length === 0)
    return [
      `${name}: nothing found.`,
      'A clear result is no proof: nicknames, pupils of other schools and words inside pictures are not seen.',
    ];
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return [
    `${name}: ${count}`,
    ...findings.flatMap((finding, index) => [
      '',
      `${index + 1}. ${finding.check}, class ${finding.class} (${MEANING[finding.class]}), line ${finding.line}, column ${finding.column}`,
      ...(finding.to > finding.from ? [`   ${shown(text, finding)}`] : []),
      `   ${finding.sentence}`,
      ...(finding.fix === null ? [] : [`   ${fixWords(finding.fix)}`]),
      `   Rule ${finding.clause}${ofPolicy(finding, policy)}`,
    ]),
  ];
}

const fixWords = (fix: string): string =>
  fix === '' ? 'Smallest change: leave the marked words out.' : `Smallest change: write “${plain(fix)}”.`;

const ofPolicy = ({ policyClause: clause }: ReportedFinding, policy: KnownPolicyId | null): string =>
  clause === null || policy === null ? '' : `; ${KNOWN_POLICIES[policy].name}, ${clause}`;

/** UTF-16 units of the text shown before and behind the marked words, at most. */
const AROUND = 30;

/** The marked words between brackets, with a little of what stands around them. */
function shown(text: string, { from, to }: ReportedFinding): string {
  const before = plain(whole(text.slice(Math.max(0, from - AROUND), from)));
  const after = plain(whole(text.slice(to, to + AROUND)));
  return `${from > AROUND ? '…' : ''}${before}[${plain(text.slice(from, to))}]${after}${to + AROUND < text.length ? '…' : ''}`;
}

/** Without halves of letters at its ends. */
const whole = (piece: string): string =>
  piece.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');

/** On one line, and nothing in it can steer a terminal or turn the direction of what follows. */
const plain = (piece: string): string =>
  piece.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '·');
