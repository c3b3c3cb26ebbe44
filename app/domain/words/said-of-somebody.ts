// Whether a sensitive word is said of somebody: of one child, of several, or of nobody. A topic ("autism") is no statement about a
// person until it is tied to one ("children with autism", "her autism", "SEND pupils").
import type { FoldedText } from './folded-text.ts';
import { PEOPLE } from './lexicons/people.ts';
import { NOT_OF_A_PERSON, SENSITIVE, SENSITIVE_WORDS, type SensitiveCategory } from './lexicons/sensitive.ts';
import { phraseFinder, type PhraseHit } from './phrases.ts';

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
  const alike = hits.filter(({ kind }) => kind === 'alike');
  const words = hits.filter(
    (hit) =>
      /^(?:states|topics) /.test(hit.kind) &&
      !alike.some((other) => other.from < hit.to && hit.from < other.to) &&
      !isVerb(hit, text),
  );
  if (words.length === 0) return [];
  const bySentence = new Map<number, Hit[]>();
  for (const hit of hits) {
    const known = bySentence.get(hit.sentence);
    if (known) known.push(hit);
    else bySentence.set(hit.sentence, [hit]);
  }
  const around = (sentence: number): readonly Hit[] => bySentence.get(sentence) ?? [];
  const found = new Map<string, SensitiveHit>();
  for (const hit of words) {
    const read = readHit(hit, around(hit.sentence), around(hit.sentence - 1));
    const key = `${read.category} ${read.sentence}`;
    if (!found.has(key) || (read.stated && !found.get(key)?.stated)) found.set(key, read);
  }
  return [...found.values()];
}

function readHit(hit: Hit, here: readonly Hit[], before: readonly Hit[]): SensitiveHit {
  const [sort, category] = hit.kind.split(' ') as [string, SensitiveCategory];
  const holds = (hits: readonly Hit[], ...kinds: Kind[]) => hits.some(({ kind }) => kinds.includes(kind));
  const children = holds(here, 'child', 'children');
  const told = holds(here, 'story') || (!children && holds(before, 'story'));
  const stated = !told && (sort === 'states' || isTied(hit, here));
  const pronoun = holds(here, 'pronoun');
  return {
    category,
    from: hit.from,
    to: hit.to,
    sentence: hit.sentence,
    stated,
    one: stated && (pronoun || holds(here, 'child')),
    apart: told || holds(here, 'apart'),
    grownUp:
      !children && (holds(here, 'adult') || (pronoun && holds(before, 'adult') && !holds(before, 'child'))),
  };
}

/** How many words may stand between a person and what is said of them. */
const REACH = 6;

function isTied(topic: Hit, here: readonly Hit[]): boolean {
  return here.some((person) => {
    if (person.kind === 'whose') return person.end <= topic.first && topic.first - person.end <= 2;
    if (person.kind === 'group') return person.first === topic.end;
    if (person.kind !== 'child' && person.kind !== 'children' && person.kind !== 'pronoun') return false;
    if (person.first === topic.end) return person.kind !== 'pronoun';
    if (person.end > topic.first || topic.first - person.end > REACH) return false;
    const between = here.filter(({ first, end }) => first >= person.end && end <= topic.first);
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
