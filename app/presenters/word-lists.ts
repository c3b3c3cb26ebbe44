// A trust's own lists of words, as those who keep them see them: what each is for, how a line in it reads, and what a change means.
import type { EntryIssue, EntryProblem } from '#app/domain/words/lists/list-entries.ts';
import { MOST_ENTRIES, MOST_SUBJECT_WORDS } from '#app/domain/words/lists/list-entries.ts';
import type { ListPreview } from '#app/domain/words/lists/preview-list.ts';
import type { ListVersion, WholeList } from '#app/domain/words/lists/read-lists.ts';
import type { WordListName } from '#app/domain/words/lists/word-lists.ts';
import { whenWords } from './when.ts';

interface ListWords {
  title: string;
  /** what it does to a post, in one sentence */
  does: string;
  /** how a line reads */
  line: string;
}

export const LIST_WORDS: Readonly<Record<WordListName, ListWords>> = {
  everyday_names: {
    title: 'Names that are everyday words',
    does: 'Found in a post, the writer is asked whether a pupil is meant; the post is not stopped by the word alone.',
    line: 'One forename a line, such as “Sunny”. Grace, Will, May and others like them are known already.',
  },
  suppliers: {
    title: 'Suppliers',
    does: 'Praising or running down one of them stops a post until the headteacher lets it stand; naming one is pointed out.',
    line: 'One name a line, as people write it: “Brightplate Catering”.',
  },
  partners: {
    title: 'Partners',
    does: 'Organisations you work with: naming or tagging one of them in a post raises no question.',
    line: 'A name or an account a line: “Harrowdean Museum” or “@HarrowdeanMuseum”.',
  },
  trademarks: {
    title: 'Brands and slogans of others',
    does: 'Found in a post, it stops until there is a permission, as your rule on logos says.',
    line: 'One name or slogan a line.',
  },
  allowed_domains: {
    title: 'Websites you trust',
    does: 'A link to one of them, or to a page below it, raises no question.',
    line: 'One website a line: “bbc.co.uk”. You may paste a whole address; only the website is kept.',
  },
  school_contacts: {
    title: 'Your own contact details',
    does: 'A phone number, e-mail address or postcode stops a post, unless it stands here.',
    line: 'One a line: a phone number, an e-mail address or a postcode. Never one of a pupil or a family.',
  },
  strong_language: {
    title: 'Words that stop a post',
    does: 'Added to the words that every school has. Nobody can let one stand.',
    line: 'A word or phrase a line. A star at the end stands for any ending: “bother*”.',
  },
  mild_language: {
    title: 'Words to look at twice',
    does: 'Added to the words that every school has. They are pointed out and stop nothing.',
    line: 'A word or phrase a line. A star at the end stands for any ending.',
  },
  subject_words: {
    title: 'Words of a subject',
    does: 'On a department’s account, a post with none of its subject’s words is pointed out. These add to the usual ones.',
    line: 'A subject a line, a colon, then its words: “Biology: pond dipping, seed bank”.',
  },
};

const entriesWords = (count: number): string =>
  count === 0 ? 'Empty' : count === 1 ? '1 entry' : `${count.toLocaleString('en-GB')} entries`;

export interface ListLine {
  list: WordListName;
  title: string;
  does: string;
  /** "4 entries · version 2 · Ellie Marchetti, 28 October 2026" */
  standing: string;
}

export const listLines = (
  lists: readonly { list: WordListName; current: ListVersion | null }[],
  zone: string,
  now: Date,
): ListLine[] =>
  lists.map(({ list, current }) => ({
    list,
    title: LIST_WORDS[list].title,
    does: LIST_WORDS[list].does,
    standing: current
      ? `${entriesWords(current.count)} · ${versionWords(current, zone, now)}`
      : 'Not written yet',
  }));

const versionWords = ({ version, by, at }: ListVersion, zone: string, now: Date): string =>
  `Version ${version} · ${by}, ${whenWords(at, zone, now).text}`;

export interface ListPage {
  list: WordListName;
  title: string;
  does: string;
  line: string;
  /** one entry a line */
  text: string;
  rows: number;
  /** the version that counts, which the next one follows; 0 = none */
  version: number;
  /** an older version is shown, to be read or published anew */
  older: number | null;
  versions: { version: number; words: string; count: string; shown: boolean; inForce: boolean }[];
}

export function listPage(whole: WholeList, zone: string, now: Date): ListPage {
  const { list, current, shown, entries } = whole;
  return {
    list,
    ...LIST_WORDS[list],
    text: entries.join('\n'),
    rows: Math.min(24, Math.max(8, entries.length + 2)),
    version: current?.version ?? 0,
    older: current && shown !== current.version ? shown : null,
    versions: whole.versions.map((each) => ({
      version: each.version,
      words: versionWords(each, zone, now),
      count: entriesWords(each.count),
      shown: each.version === shown,
      inForce: each.version === current?.version,
    })),
  };
}

const PROBLEMS: Readonly<Record<EntryProblem, string>> = {
  too_long: 'is too long. An entry has at most 80 characters.',
  too_short: 'is too short, and would be found almost everywhere.',
  no_word: 'has no letters or numbers.',
  not_one_name: 'is not one forename.',
  not_a_handle: 'is not an account. It begins with @, without spaces.',
  star_inside: 'has a star that is not at its end.',
  not_a_host: 'is not a website. It reads like “bbc.co.uk”.',
  whole_suffix: 'would let in every website with that ending. Name one of them.',
  not_a_contact: 'is no phone number, e-mail address or postcode.',
  no_subject: 'has no subject before a colon.',
  no_words: 'has no words after the colon.',
  too_many_words: `has more than ${MOST_SUBJECT_WORDS} words.`,
  said_twice: 'says the same as another line.',
  too_many: `is one too many. A list has at most ${MOST_ENTRIES.toLocaleString('en-GB')} entries.`,
};

/** Lines said at once; whoever has more begins with these. */
const MOST_SAID = 20;

export function entryErrors(issues: readonly EntryIssue[]): string[] {
  const said = issues
    .slice(0, MOST_SAID)
    .map(({ line, problem, first }) =>
      problem === 'said_twice'
        ? `Line ${line} says the same as line ${first}.`
        : `Line ${line} ${PROBLEMS[problem]}`,
    );
  const more = issues.length - said.length;
  return more > 0 ? [...said, `And ${more} more after these.`] : said;
}

export interface PreviewWords {
  base: number;
  added: string[];
  removed: string[];
  /** what it comes to, in a sentence */
  sentence: string;
  /** nothing would change: there is nothing to publish */
  nothing: boolean;
}

export function previewWords({ version, added, removed, count, reordered }: ListPreview): PreviewWords {
  const nothing = added.length + removed.length === 0 && !reordered;
  return {
    ...{ base: version, added, removed, nothing },
    sentence: nothing
      ? `It reads like version ${version} already.`
      : reordered
        ? 'The same entries, in another order.'
        : `${added.length} in, ${removed.length} out. The list then has ${entriesWords(count).toLowerCase()}.`,
  };
}
