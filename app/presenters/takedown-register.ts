// The register of takedowns in words, and as a file. A permission that changed is said in one way, whatever the change was; the file
// holds no words of a post, because approved words may name somebody.
import type { Register, RegisteredTakedown, Standing } from '#app/domain/takedowns/read-register.ts';
import type { Term, TermName } from '#app/domain/takedowns/school-terms.ts';
import type { TakedownCause } from '#app/domain/posts/takedown-causes.ts';
import { reportLine } from './imports.ts';
import { PLATFORM_NAMES, whereOf } from './platform-words.ts';
import { titleOf } from './post-list.ts';
import { whenWords } from './when.ts';

const CAUSES: Readonly<Record<TakedownCause, string>> = {
  permission_changed: 'A permission no longer covers it',
  should_not_be_shown: 'Somebody in it should not be shown',
  mistake: 'Something in it was wrong',
  asked_from_outside: 'Somebody outside the school asked',
  time_over: 'Its time was over',
  other: 'Another reason',
  not_said: 'Nobody has said yet',
};

const STANDINGS: Readonly<Record<Standing, string>> = {
  gone_in_time: 'Gone in time',
  gone_late: 'Gone, but late',
  found_again: 'Was found there again',
  coming_down: 'Coming down',
  late: 'Late, still up',
  never_live: 'Was never live',
  another_picture: 'Stays: another picture',
};

/** What stands in place of when it was gone. */
const NOT_GONE: Readonly<Record<Standing, string>> = {
  gone_in_time: '',
  gone_late: '',
  found_again: 'found there again',
  coming_down: 'not yet',
  late: 'not yet',
  never_live: 'was never there',
  another_picture: 'it stays',
};

const TERMS: Readonly<Record<TermName, string>> = {
  autumn: 'Autumn term',
  spring: 'Spring term',
  summer: 'Summer term',
};

export interface RegisterLine {
  id: string;
  title: string;
  /** null for those who may not read posts */
  to: string | null;
  over: string;
  cause: string;
  asked: string;
  /** when it was gone, or nothing */
  gone: string;
  /** what is so in place of that; nothing when it is gone */
  notGone: string;
  took: string;
  standing: string;
  tone: 'red' | 'amber' | 'plain';
  proof: string;
}

export interface RegisterPage {
  terms: { to: string; label: string; here: boolean }[];
  sums: { label: string; text: string }[];
  lines: RegisterLine[];
  /** how many more the file holds */
  more: number;
  fileTo: string;
}

/** Lines on the page at most; the file holds all. */
const SHOWN = 100;

export const termLabel = ({ name, year }: Pick<Term, 'name' | 'year'>): string => `${TERMS[name]} ${year}`;

/** "4 minutes", "2 hours 5 minutes", "3 days". */
export function tookWords(minutes: number): string {
  const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`;
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return count(Math.round(minutes), 'minute');
  if (minutes < 2 * 24 * 60) {
    const whole = Math.round(minutes);
    const rest = whole % 60;
    return [count(Math.floor(whole / 60), 'hour'), rest > 0 ? count(rest, 'minute') : '']
      .filter(Boolean)
      .join(' ');
  }
  return count(Math.round(minutes / 1_440), 'day');
}

/** How it is known that it is gone, and that what showed it again went with it. */
const proofWords = (row: RegisteredTakedown): string => {
  const known = knownWords(row);
  const { reposts } = row;
  if (reposts === 0) return known;
  const went = `${reposts === 1 ? '1 repost' : `${reposts} reposts`} went with it`;
  return known ? `${known}. ${went}` : went;
};

const knownWords = ({ provedBy, seenGone, standing }: RegisteredTakedown): string => {
  if (standing === 'coming_down' || standing === 'late') return '';
  if (standing === 'found_again')
    return provedBy === 'person'
      ? 'A person’s word, and it was still there'
      : 'Read back: not there, and found later';
  if (provedBy === 'platform') return 'Read back: not there';
  if (provedBy === 'person') return seenGone ? 'A person’s word, read back since' : 'A person’s word';
  return '';
};

const AMBER: readonly Standing[] = ['gone_late', 'found_again', 'coming_down'];
const toneOf = (standing: Standing): RegisterLine['tone'] =>
  standing === 'late' ? 'red' : AMBER.includes(standing) ? 'amber' : 'plain';

/** @param terms newest first; `term` is the one that is shown */
export function registerPage(
  { takedowns, sums }: Register,
  of: { base: string; zone: string; at: Date; term: Term; terms: readonly Term[] },
): RegisterPage {
  const { base, zone, at, term } = of;
  const when = (moment: Date) => whenWords(moment, zone, at).text;
  return {
    terms: of.terms.map((each) => ({
      to: `${base}/takedowns?term=${each.key}`,
      label: termLabel(each),
      here: each.key === term.key,
    })),
    sums: [
      { label: 'Gone', text: String(sums.gone) },
      { label: 'In time', text: sums.gone > 0 ? `${sums.inTime} of ${sums.gone}` : '0' },
      { label: 'Not gone yet', text: String(sums.open) },
      { label: 'Half of them within', text: sums.median === null ? 'none yet' : tookWords(sums.median) },
      { label: 'The longest took', text: sums.longest === null ? 'none yet' : tookWords(sums.longest) },
      ...(sums.foundAgain > 0
        ? [{ label: 'Said to be gone, and found there again', text: String(sums.foundAgain) }]
        : []),
    ],
    lines: takedowns.slice(0, SHOWN).map((row) => ({
      id: row.id,
      title: row.post ? titleOf(row.post) : 'A post',
      to: row.post ? `${base}/posts/${row.postId}` : null,
      over: whereOf(row),
      cause: CAUSES[row.cause],
      asked: when(row.requestedAt),
      gone: row.minutes === null || !row.endedAt ? '' : when(row.endedAt),
      notGone: NOT_GONE[row.standing],
      took: row.minutes === null ? '' : tookWords(row.minutes),
      standing: STANDINGS[row.standing],
      tone: toneOf(row.standing),
      proof: proofWords(row),
    })),
    more: Math.max(0, takedowns.length - SHOWN),
    fileTo: `${base}/takedowns/file?term=${term.key}`,
  };
}

const HEAD = [
  'Post id',
  'Account',
  'Platform',
  'Why',
  'Asked for',
  'To be gone by',
  'Gone',
  'Minutes',
  'State',
  'How it is known',
];

/** The whole term as lines of CSV, times as ISO 8601 in UTC, so that a spreadsheet can count with them. */
export function registerFile({ takedowns }: Register): string {
  const iso = (at: Date | null): string => at?.toISOString().replace('.000', '') ?? '';
  const lines = takedowns.map((row) =>
    reportLine([
      row.postId,
      row.handle,
      PLATFORM_NAMES[row.platform],
      CAUSES[row.cause],
      iso(row.requestedAt),
      iso(row.deadlineAt),
      row.minutes === null ? '' : iso(row.endedAt),
      row.minutes === null ? '' : String(row.minutes),
      STANDINGS[row.standing],
      proofWords(row),
    ]),
  );
  return [reportLine(HEAD), ...lines].join('');
}
