// What may stand in a trust's own list of words: each line read, put into its one form, and refused with its number where it is none
// or says again what another line says.
import { readContact, readHost } from './entry-forms.ts';
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { WordListName } from './word-lists.ts';

/** Most entries of one list, and of the words of one subject. */
export const MOST_ENTRIES = 2_000;
export const MOST_SUBJECT_WORDS = 100;
/** Longest entry, in characters; the line of a subject holds many words. */
export const LONGEST_ENTRY = 80;
export const LONGEST_SUBJECT_LINE = 2_000;

export const ENTRY_PROBLEMS = [
  'too_long',
  'too_short',
  'no_word',
  'not_one_name',
  'not_a_handle',
  'star_inside',
  'not_a_host',
  'whole_suffix',
  'not_a_contact',
  'no_subject',
  'no_words',
  'too_many_words',
  'said_twice',
  'too_many',
] as const;
export type EntryProblem = (typeof ENTRY_PROBLEMS)[number];

/** What is wrong with one line, counted from 1. `first`: the line that says the same already. */
export interface EntryIssue {
  line: number;
  problem: EntryProblem;
  first?: number;
}

/** One entry in its form, and the key by which two entries are the same. */
type Read = { entry: string; key: string } | { problem: EntryProblem };

/**
 * Reads what somebody typed, one entry a line. Empty lines are left out; spaces at the ends and between words are made one.
 * @returns entries in the order typed, as they would be kept, and everything that is wrong, in the order of the lines
 */
export function readEntries(list: WordListName, typed: string): { entries: string[]; issues: EntryIssue[] } {
  const lines = typed.split(/\r\n|\r|\n/).map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim());
  const seen = new Map<string, number>();
  const entries: string[] = [];
  const issues: EntryIssue[] = [];
  for (const [index, text] of lines.entries()) {
    if (text === '') continue;
    const line = index + 1;
    if (entries.length === MOST_ENTRIES) {
      issues.push({ line, problem: 'too_many' });
      break;
    }
    const read = readEntry(list, text);
    const first = 'key' in read ? seen.get(read.key) : undefined;
    if ('problem' in read) issues.push({ line, problem: read.problem });
    else if (first !== undefined) issues.push({ line, problem: 'said_twice', first });
    else {
      seen.set(read.key, line);
      entries.push(read.entry);
    }
  }
  return { entries, issues };
}

function readEntry(list: WordListName, text: string): Read {
  if (text.length > (list === 'subject_words' ? LONGEST_SUBJECT_LINE : LONGEST_ENTRY))
    return { problem: 'too_long' };
  if (list === 'allowed_domains') return readHost(text);
  if (list === 'school_contacts') return readContact(text);
  if (list === 'subject_words') return readSubject(text);
  if (list === 'everyday_names') return readName(text);
  if (list === 'partners' && text.startsWith('@')) return readHandle(text);
  return readPhrase(text);
}

const keyOf = (text: string): string =>
  foldText(text)
    .words.map(({ key, possessive }) => (possessive ? `${key}s` : key))
    .join(' ');

/** Words as they are looked for; a star may end them and then stands for any ending. */
function readPhrase(text: string): Read {
  const open = text.endsWith('*');
  const words = open ? text.slice(0, -1).trimEnd() : text;
  if (words.includes('*')) return { problem: 'star_inside' };
  const key = keyOf(words);
  if (key === '') return { problem: 'no_word' };
  // One or two letters with a star would be found in half of all words.
  if (key.length < (open ? 4 : 2)) return { problem: 'too_short' };
  return { entry: open ? `${words}*` : words, key: open ? `${key}*` : key };
}

function readName(text: string): Read {
  const [key, ...more] = keyOf(text).split(' ');
  if (!key || !/^\p{L}[\p{L}'’-]*$/u.test(text) || more.length > 1) return { problem: 'not_one_name' };
  return key.length < 2 ? { problem: 'too_short' } : { entry: text, key: keyOf(text) };
}

function readHandle(text: string): Read {
  return /^@[A-Za-z0-9_][A-Za-z0-9_.-]{0,60}$/.test(text)
    ? { entry: text, key: text.toLowerCase() }
    : { problem: 'not_a_handle' };
}

/** `Science: beaker, photosynthesis` */
function readSubject(text: string): Read {
  const colon = text.indexOf(':');
  const subject = colon < 0 ? '' : text.slice(0, colon).trim();
  if (subject === '' || keyOf(subject) === '') return { problem: 'no_subject' };
  const words = new Map<string, string>();
  for (const word of text.slice(colon + 1).split(',')) {
    const trimmed = word.trim();
    if (trimmed === '') continue;
    const read = readPhrase(trimmed);
    if ('problem' in read) return read;
    if (!words.has(read.key)) words.set(read.key, read.entry);
  }
  if (words.size === 0) return { problem: 'no_words' };
  if (words.size > MOST_SUBJECT_WORDS) return { problem: 'too_many_words' };
  return { entry: `${subject}: ${[...words.values()].join(', ')}`, key: keyOf(subject) };
}

/** The subject and its words of one kept entry of `subject_words`. */
export function subjectOfEntry(entry: string): { subject: string; words: string[] } {
  const colon = entry.indexOf(':');
  return {
    subject: entry.slice(0, colon),
    words: entry
      .slice(colon + 1)
      .split(',')
      .map((word) => word.trim()),
  };
}

/** What publishing `next` over `before` would change; entries written differently count as one taken out and one added. */
export function differenceOf(
  before: readonly string[],
  next: readonly string[],
): { added: string[]; removed: string[] } {
  const [was, will] = [new Set(before), new Set(next)];
  return {
    added: next.filter((entry) => !was.has(entry)),
    removed: before.filter((entry) => !will.has(entry)),
  };
}
