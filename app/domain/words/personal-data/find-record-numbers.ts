// Numbers that stand in records about a person: National Insurance, unique pupil number, bank account, car registration.
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { near, type PersonalHit, type PersonalKind } from './personal-hit.ts';

interface Joined {
  /** letters and digits of some words one after another, lower case */
  key: string;
  from: number;
  to: number;
  first: number;
  end: number;
}

/** For each word: it may be part of a number from a record; and no more than a space or a mark stands before it. */
interface Links {
  fits: readonly boolean[];
  joins: readonly boolean[];
}
const linked = new WeakMap<FoldedText, Links>();

/** Worked out once for each text, for every kind of number. */
function linksOf(folded: FoldedText): Links {
  const before = linked.get(folded);
  if (before) return before;
  const { words, text } = folded;
  const links = {
    fits: words.map(({ key }) => key.length <= 18 && /^[a-z]{0,3}\d{0,12}[a-z]{0,3}$/.test(key)),
    joins: words.map(({ from }, index) => index > 0 && isGap(text, words[index - 1]?.to ?? 0, from)),
  };
  linked.set(folded, links);
  return links;
}

/** One or two spaces or marks that may stand inside a number. */
function isGap(text: string, from: number, to: number): boolean {
  if (to <= from || to - from > 2) return false;
  for (let at = from; at < to; at++) if (!' .-_\u00a0/*·'.includes(text[at] ?? '')) return false;
  return true;
}

interface Form {
  /** words of which it may be made, at most */
  most: number;
  /** what it looks like from its first letter to its last, see {@link isShaped} */
  shape: string;
  /** letters and digits that it has at least */
  least: number;
}

/** The first of the words run together from one word on that keeps a rule, for as long as they are shaped like the number. */
function joinedFrom(
  folded: FoldedText,
  start: number,
  { most, shape, least }: Form,
  rule: Rule,
): Joined | null {
  const { words } = folded;
  const { fits, joins } = linksOf(folded);
  const first = words[start];
  let key = '';
  for (let index = start; first && index < words.length && index < start + most; index++) {
    const word = words[index];
    if (!word || !fits[index] || (index > start && !joins[index])) return null;
    const from = key.length;
    key += word.key;
    if (key.length > shape.length || !isShaped(key, from, shape)) return null;
    if (key.length < least) continue;
    const joined = { key, from: first.from, to: word.to, first: start, end: index + 1 };
    if (rule(joined, folded)) return joined;
  }
  return null;
}

/** Letter by letter from `from` on: `a` is a letter, `0` a digit, `?` either. */
function isShaped(key: string, from: number, shape: string): boolean {
  for (let at = from; at < key.length; at++) {
    const digit = (key[at] ?? '') <= '9';
    if (shape[at] !== '?' && digit !== (shape[at] === '0')) return false;
  }
  return true;
}

type Rule = (joined: Joined, folded: FoldedText) => boolean;

const finder =
  (kind: PersonalKind, form: Form, rule: Rule) =>
  (folded: FoldedText): PersonalHit[] => {
    const hits: PersonalHit[] = [];
    for (let index = 0; index < folded.words.length; index++) {
      const joined = joinedFrom(folded, index, form, rule);
      if (joined) hits.push({ kind, from: joined.from, to: joined.to, own: '', personal: kind !== 'bank' });
    }
    return hits;
  };

export const findNationalInsurance = finder(
  'national_insurance',
  { most: 9, shape: 'aa000000a', least: 9 },
  ({ key }) => /^[a-z]{2}\d{6}[a-d]$/.test(key),
);

/** A unique pupil number: a check letter, then twelve digits, the last of which may be a letter while it is a temporary one. */
export const findUpns = finder(
  'upn',
  { most: 13, shape: 'a00000000000?', least: 13 },
  (joined, folded) =>
    /^[a-z]\d{11}[a-z\d]$/.test(joined.key) &&
    (joined.key[0] === checkLetterOf(joined.key.slice(1)) ||
      near(folded, joined, UPN, { before: 4, after: 2 })),
);
const UPN = new Set(['upn', 'upns', 'pupil']);
const CHECK_LETTERS = 'abcdefghjklmnpqrtuvwxyz';

/** The letter that the twelve characters after it ask for (Department for Education’s guide to UPNs: weights 2 to 13, rest by 23). */
export function checkLetterOf(rest: string): string {
  const sum = [...rest].reduce((total, each, index) => {
    const value = each >= '0' && each <= '9' ? Number(each) : CHECK_LETTERS.indexOf(each);
    return total + value * (index + 2);
  }, 0);
  return CHECK_LETTERS[sum % 23] ?? '';
}

/** A sort code with an account number, or either with its name before it. */
export function findBankDetails(folded: FoldedText): PersonalHit[] {
  const sorts = sortCodes(folded);
  const accounts = accountNumbers(folded);
  const together = (sort: PersonalHit) =>
    accounts.some(({ from, to }) => Math.min(Math.abs(from - sort.to), Math.abs(sort.from - to)) < 60);
  const kept = sorts.filter((sort) => together(sort) || near(folded, sort, SORT, { before: 3, after: 1 }));
  const beside = accounts.filter(
    (account) =>
      near(folded, account, ACCOUNT, { before: 4, after: 1 }) ||
      kept.some(({ from, to }) => Math.min(Math.abs(account.from - to), Math.abs(from - account.to)) < 60),
  );
  return [...kept, ...beside];
}

const SORT = new Set(['sort', 'sortcode']);
const ACCOUNT = new Set(['account', 'acc', 'acct', 'ac']);
const sortCodes = finder(
  'bank',
  { most: 3, shape: '000000', least: 6 },
  ({ key, end, first }) => /^\d{6}$/.test(key) && (end - first === 3 || end - first === 1),
);
const accountNumbers = finder('bank', { most: 2, shape: '00000000', least: 8 }, ({ key }) =>
  /^\d{8}$/.test(key),
);

const CARS = new Set(
  'car cars van vehicle vehicles parked minibus reg plate plates driving driver registration numberplate motorbike'.split(
    ' ',
  ),
);

/** A car’s registration: today’s form in capitals, or any form beside a word for a car. */
export const findCars = finder('car', { most: 3, shape: 'a??????', least: 5 }, (joined, folded) => {
  const { key, from, to } = joined;
  const modern = /^[a-hk-prsv-y][a-hj-pr-y](?:0[2-9]|[12]\d|5[1-9]|[67]\d)[a-hj-pr-z]{3}$/.test(key);
  const earlier = /^[a-hj-npr-x]\d{1,3}[a-hj-pr-z]{3}$|^[a-hj-z]{3}\d{1,3}[a-hj-npr-y]$/.test(key);
  if (!modern && !earlier) return false;
  const beside = near(folded, joined, CARS, { before: 8, after: 6 });
  const capitals = folded.text.slice(from, to) === folded.text.slice(from, to).toUpperCase();
  if (joined.end - joined.first > 2 && !beside) return false;
  return modern ? beside || (capitals && !/^ks/.test(key)) : beside && capitals;
});
