// Whether a sensitive word is said of somebody: of one child, of several, or of nobody. A topic ("autism") is no statement about a
// person until it is tied to one ("children with autism", "her autism", "SEND pupils").
import type { FoldedText } from './folded-text.ts';
import { PEOPLE } from '#app/domain/words/lexicons/people.ts';
import {
  NOT_OF_A_PERSON,
  SENSITIVE,
  SENSITIVE_WORDS,
  type SensitiveCategory,
} from '#app/domain/words/lexicons/sensitive.ts';
import { phraseFinder, type PhraseHit } from './phrases.ts';
import { marked } from './topic-finder.ts';

export interface SensitiveHit {
  category: SensitiveCategory;
  from: number;
  to: number;
  sentence: number;
  /** it is said of a person; else it is a word of a topic */
  stated: boolean;
  /** one child is meant, as far as the words tell */
  one: boolean;
  /** the words around it tell of a grown-up */
  grownUp: boolean;
  /** the sentence tells of a story, or of something learnt, raised or celebrated */
  apart: boolean;
}

type Kind = keyof typeof PEOPLE | 'alike' | `${'states' | 'topics'} ${SensitiveCategory}`;

const find = phraseFinder<Kind>({
  ...PEOPLE,
  alike: NOT_OF_A_PERSON,
  ...Object.fromEntries(
    SENSITIVE.flatMap((category) => [
      [`states ${category}`, SENSITIVE_WORDS[category].states],
      [`topics ${category}`, SENSITIVE_WORDS[category].topics],
    ]),
  ),
} as unknown as Record<Kind, readonly string[]>);

type Hit = PhraseHit<Kind>;

/** Every sensitive word of the text: each category at most once in a sentence, a statement before a topic. */
export function saidOfSomebody(text: FoldedText): SensitiveHit[] {
  const hits = find(text);
  if (!hits.some(({ kind }) => isWord(kind))) return [];
  const alike = marked(text.text.length, hits);
  const kinds = new Map<number, Set<Kind>>();
  const at = new Map<number, Hit[]>();
  for (const hit of hits) {
    if (isWord(hit.kind)) continue;
    kinds.set(hit.sentence, (kinds.get(hit.sentence) ?? new Set()).add(hit.kind));
    const here = at.get(hit.first);
    if (here) here.push(hit);
    else at.set(hit.first, [hit]);
  }
  const found = new Map<string, SensitiveHit>();
  for (const hit of hits) {
    if (!isWord(hit.kind) || alike.subarray(hit.from, hit.to).includes(1) || isVerb(hit, text)) continue;
    const key = `${hit.kind.slice(hit.kind.indexOf(' '))} ${hit.sentence}`;
    if (found.get(key)?.stated) continue;
    const read = readHit(hit, kinds, at);
    if (!found.has(key) || read.stated) found.set(key, read);
  }
  return [...found.values()];
}

const isWord = (kind: Kind): boolean => kind.startsWith('states ') || kind.startsWith('topics ');

function readHit(
  hit: Hit,
  kinds: ReadonlyMap<number, ReadonlySet<Kind>>,
  at: ReadonlyMap<number, readonly Hit[]>,
): SensitiveHit {
  const [sort, category] = hit.kind.split(' ') as [string, SensitiveCategory];
  const here = (kind: Kind): boolean => kinds.get(hit.sentence)?.has(kind) ?? false;
  const before = (kind: Kind): boolean => kinds.get(hit.sentence - 1)?.has(kind) ?? false;
  const children = here('child') || here('children');
  const told = here('story') || (!children && before('story'));
  const stated = !told && (sort === 'states' || isTied(hit, around(hit, at)));
  const pronoun = here('pronoun');
  return {
    category,
    from: hit.from,
    to: hit.to,
    sentence: hit.sentence,
    stated,
    one: stated && (pronoun || here('child')),
    grownUp: !children && (here('adult') || (pronoun && before('adult') && !before('child'))),
    apart: told || here('apart'),
  };
}

/** How many words may stand between a person and what is said of them. */
const REACH = 6;
/** Words of the longest person or link. */
const LONGEST = 3;

/** What stands near enough to count, in the same sentence. */
function around({ first, end, sentence }: Hit, at: ReadonlyMap<number, readonly Hit[]>): Hit[] {
  const near: Hit[] = [];
  for (let index = first - REACH - LONGEST; index <= end; index++)
    for (const hit of at.get(index) ?? []) if (hit.sentence === sentence) near.push(hit);
  return near;
}

function isTied(topic: Hit, near: readonly Hit[]): boolean {
  return near.some((person) => {
    if (person.kind === 'whose') return person.end <= topic.first && topic.first - person.end <= 2;
    if (person.kind === 'group') return person.first === topic.end;
    if (person.kind !== 'child' && person.kind !== 'children' && person.kind !== 'pronoun') return false;
    if (person.first === topic.end) return person.kind !== 'pronoun';
    if (person.end > topic.first || topic.first - person.end > REACH) return false;
    const between = near.filter(({ first, end }) => first >= person.end && end <= topic.first);
    return between.some(({ kind }) => kind === 'link') && !between.some(({ kind }) => kind === 'apart');
  });
}

/** "Send us your photos" is no word about a child; `SEND` in capitals among small letters is. */
function isVerb({ kind, phrase, from, to }: Hit, { text }: FoldedText): boolean {
  if (kind !== 'topics send' || (phrase !== 'send' && phrase !== 'sen')) return false;
  const written = text.slice(from, to);
  if (written !== written.toUpperCase()) return true;
  const around = text.slice(Math.max(0, from - 30), from) + text.slice(to, to + 30);
  return !/[a-z]/.test(around) && /[A-Z]/.test(around);
}
