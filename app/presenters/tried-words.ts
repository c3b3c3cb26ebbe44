// What the try-it box found, in words: each finding with its number, its sentence, its rule, and who could let it stand.
import { block, type Issue, warn } from '#app/domain/issues.ts';
import type { Opener } from '#app/domain/words/text-finding.ts';
import type { AccountToTry, Tried } from '#app/domain/words/try-words.ts';
import { issueWords } from './issues.ts';
import type { Mark } from './marked-stretches.ts';
import { shownHandle } from './platform-words.ts';

export interface TriedLine {
  number: number;
  kind: Mark['kind'];
  sentence: string;
  clause: { label: string; href: string } | null;
  /** who could let it stand, in a sentence; null for what stops nothing */
  opens: string | null;
}

export interface TriedWords {
  text: string;
  marks: Mark[];
  lines: TriedLine[];
  /** what it comes to, in a sentence */
  sentence: string;
  stopped: boolean;
}

const OPENS: Readonly<Record<Opener, string>> = {
  nobody: 'Nobody can let this stand: only other words help.',
  safeguarding: 'A safeguarding lead and the headteacher can let it stand together, each with a reason.',
  head: 'The headteacher can let it stand, with a reason.',
  author: 'Whoever writes the post can let it stand by saying why; the headteacher sees it.',
};

interface Reader {
  zone: string;
  now: Date;
  /** whose policy is cited beside the rules */
  policy: string | null;
}

/** `text`: as it was checked. */
export function triedWords(text: string, findings: readonly Tried[], reader: Reader): TriedWords {
  const ordered = [...findings].sort((a, b) => a.from - b.from || a.to - b.to);
  const lines = ordered.map((finding, index): TriedLine => {
    const words = issueWords(issueOf(finding), reader);
    return {
      number: index + 1,
      kind: words.kind,
      sentence: words.sentence,
      clause: words.clause ?? null,
      opens: finding.level === 'block' ? OPENS[finding.opener] : null,
    };
  });
  const stops = lines.filter(({ kind }) => kind === 'stopped').length;
  return {
    text,
    marks: ordered.flatMap(({ field, from, to }, index): Mark[] =>
      field === 'words' ? [{ from, to, number: index + 1, kind: lines[index]?.kind ?? 'needs-you' }] : [],
    ),
    lines,
    sentence: sentenceOf(stops, lines.length - stops),
    stopped: stops > 0,
  };
}

function issueOf({ level, check, code, field, clause, context }: Tried): Issue {
  return (level === 'block' ? block : warn)(check, code, field, clause, context);
}

const things = (count: number): string => (count === 1 ? 'One thing' : `${count} things`);

function sentenceOf(stops: number, warnings: number): string {
  if (stops + warnings === 0) return 'The checks find nothing in this text.';
  if (stops === 0) return `${things(warnings)} to look at. Nothing would stop the post.`;
  const rest = warnings === 0 ? '' : ` ${things(warnings)} more to look at.`;
  return `${things(stops)} would stop the post.${rest}`;
}

/** An account, and a subject of it, as one choice of a form. */
export const accountChoices = (accounts: readonly AccountToTry[]): { value: string; label: string }[] =>
  accounts.map(({ accountId, displayName, subject, ...account }) => {
    const name = `${displayName} (${shownHandle(account)})`;
    return {
      value: subject === null ? accountId : `${accountId}/${subject}`,
      label: subject === null ? name : `${name}: ${subject}`,
    };
  });
