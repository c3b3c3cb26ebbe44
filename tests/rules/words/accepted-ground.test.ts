// On what letting a finding stand rests: what changes it, and what does not.
import { describe, expect, it } from 'vitest';
import { groundsOf, type MadeUnder } from '#app/domain/words/answers/accepted-ground.ts';
import { NO_LISTS, type WordListsInForce } from '#app/domain/words/lists/word-lists.ts';
import { stops, warns } from '#app/domain/words/text-finding.ts';

const UNDER: MadeUnder = { rulesVersion: 1, policyVersionId: 'one', policyCited: null, lists: NO_LISTS };
const WHERE = { field: 'words', from: 0, to: 8 };
const SHAPE = { check: 'T-17', code: 'trademark', clause: 'R-54', opener: 'head' } as const;
const marked = { ...stops(SHAPE, WHERE), wordingDigest: 'ab' };
type Marked = typeof marked;

const listed = (list: keyof WordListsInForce, ...entries: string[]): MadeUnder => ({
  ...UNDER,
  lists: { ...NO_LISTS, [list]: { version: 1, entries } },
});
const ground = (found: Marked = marked, under = UNDER, others: Marked[] = []) =>
  groundsOf([found, ...others], under, () => 'Blue Kiwi')(found);
const before = ground();

describe('the ground of what was let stand', () => {
  it('is the same for the same finding', () => {
    expect(before).toMatch(/^[0-9a-f]{64}$/u);
    expect(ground({ ...marked, pupilIds: [], context: {} })).toBe(before);
  });

  it.each([
    ['the checks', { ...UNDER, rulesVersion: 2 }],
    ['the trust’s policy', { ...UNDER, policyVersionId: 'two' }],
    ['the policy that is cited', { ...UNDER, policyCited: 'another' }],
    ['an entry that stands in the words', listed('trademarks', 'Blue Kiwi')],
    ['an entry that is one of the words', listed('suppliers', 'kiwi')],
    ['an entry for words that begin so', listed('mild_language', 'kiw*')],
  ])('changes with %s', (_, under) => expect(ground(marked, under)).not.toBe(before));

  it('stays when a list changes elsewhere', () => {
    expect(ground(marked, listed('trademarks', 'Red Kite', 'Blue Kiwi Fruit', 'iwi', '***'))).toBe(before);
    expect(ground(marked, { ...UNDER, lists: { ...NO_LISTS, partners: { version: 9, entries: [] } } })).toBe(
      before,
    );
  });

  it.each([
    ['who may open it', { opener: 'safeguarding' as const }],
    ['its clause', { clause: 'R-52' }],
    ['what it tells', { context: { host: 'a.example' } }],
    ['whose name it may be', { pupilIds: ['a pupil'] }],
  ])('changes with %s', (_, differs) => expect(ground({ ...marked, ...differs })).not.toBe(before));

  it('does not depend on the order of the pupils', () =>
    expect(ground({ ...marked, pupilIds: ['b', 'a'] })).toBe(ground({ ...marked, pupilIds: ['a', 'b'] })));

  it('is one for all places of the same words, and another when one of them differs', () => {
    const again = { ...marked, from: 20, to: 28 };
    expect(ground(marked, UNDER, [again])).toBe(before);
    const other = { ...again, context: { what: 'poem' } };
    const grounds = groundsOf([marked, other], UNDER, () => 'Blue Kiwi');
    expect(grounds(marked)).toBe(grounds(other));
    expect(grounds(marked)).not.toBe(before);
  });

  it('is none where nobody else lets it stand', () => {
    const opened = (opener: 'author' | 'nobody') => ({
      ...stops({ ...SHAPE, opener }, WHERE),
      wordingDigest: 'ab',
    });
    for (const found of [opened('author'), opened('nobody'), { ...warns(SHAPE, WHERE), wordingDigest: 'ab' }])
      expect(groundsOf([found], UNDER, () => 'Blue Kiwi')(found)).toBeNull();
  });
});
