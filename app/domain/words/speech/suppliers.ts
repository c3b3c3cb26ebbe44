// Suppliers in a post (T-10, R-43, R-44): praised, run down or advertised, a school would be reviewing them, which stops; named or
// thanked, it asks whether anybody gains by it. Praise counts only when it is said of the supplier: a brilliant day at a farm is the
// day's, not the farm's.
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import {
  BUSINESS,
  CRITICISM,
  ENDORSING,
  PRAISE,
  PRAISE_VERSION,
  RUNNING_DOWN,
  SELLING,
} from '#app/domain/words/lexicons/praise-words.ts';
import { type PhraseFinder, type PhraseHit, phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { starsIn } from './stars.ts';
import { wordAfter } from '#app/domain/words/reading/word-after.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import { isDenied, isSaidOf, standsBefore } from '#app/domain/words/reading/told-of.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

type Kind =
  | 'thanks'
  | 'praise'
  | 'criticism'
  | 'endorsing'
  | 'running_down'
  | 'selling'
  | 'business'
  | 'nobody'
  | 'like';
type Hit = PhraseHit<Kind>;

const find = phraseFinder<Kind>({
  thanks: ['thank*', 'grateful', 'gratitude', 'appreciate*', 'diolch'],
  praise: PRAISE,
  criticism: CRITICISM,
  endorsing: ENDORSING,
  running_down: RUNNING_DOWN,
  selling: SELLING,
  business: BUSINESS,
  nobody: ['nobody', 'no one', 'noone', 'no other', 'nothing', 'none', 'nowhere'],
  like: ['like', 'close to', 'compares to', 'compares with', 'better than'],
});

/** What may stand between praise and the name: "the brilliant team at …", "excellent service from …". */
const BETWEEN = new Set(
  'team staff people folk guys crew drivers driver service services food coaches coach prices price value work company place products and the a our local from at by of with new'.split(
    ' ',
  ),
);
const EVER = new Set('ever anywhere around'.split(' '));

export const suppliersCheck: WordCheck = {
  id: 'T-10',
  version: PRAISE_VERSION,
  inPart({ field, folded }, { ground }) {
    const hits = find(folded);
    const named = suppliersIn(folded, ground.lists.suppliers.entries);
    const ofNamed = named.map((supplier): TextFinding => {
      const where = { field, from: supplier.from, to: supplier.to };
      const stars = starsIn(folded.text);
      if (isCriticised(folded, supplier, hits))
        return stops({ ...shape('supplier_criticised'), opener: 'head' }, where);
      if (isPraised(folded, supplier, hits) || stars.length > 0)
        return stops({ ...shape('supplier_endorsed'), opener: 'head' }, where);
      return warns({ ...shape('supplier_named'), clause: 'R-44' }, where);
    });
    if (ofNamed.some(({ level }) => level === 'block')) return ofNamed;
    return [
      ...ofNamed,
      ...reviewsIn(folded, hits).map(({ from, to }) =>
        stops({ ...shape('product_review'), opener: 'head' }, { field, from, to }),
      ),
    ];
  },
};

const shape = (code: string) => ({ check: 'T-10', code, clause: 'R-43' });

const finders = new WeakMap<readonly string[], PhraseFinder<'supplier'>>();

/** Where the trust's suppliers are named, or tagged by their handle. */
function suppliersIn(folded: FoldedText, entries: readonly string[]): PhraseHit<'supplier'>[] {
  if (entries.length === 0) return [];
  const finder = finders.get(entries) ?? phraseFinder({ supplier: entries });
  finders.set(entries, finder);
  return finder(folded);
}

/** Praise, or so much off, in the sentence that names it. */
function isPraised(folded: FoldedText, supplier: PhraseHit<string>, hits: readonly Hit[]): boolean {
  const reduced = reductionsIn(folded.text).some(
    ({ from }) => folded.words[wordAfter(folded, from)]?.sentence === supplier.sentence,
  );
  if (reduced) return true;
  return hits.some((hit) => {
    if (hit.sentence !== supplier.sentence) return false;
    if (hit.kind === 'like') return isUnlikeOthers(folded, supplier, hit, hits);
    if (hit.kind === 'endorsing' || hit.kind === 'selling')
      return !isDenied(folded, hit, 2) || /fault|recommend/u.test(hit.phrase);
    if (hit.kind !== 'praise' || isDenied(folded, hit)) return false;
    const thanked = hits.some(
      ({ kind, sentence, end }) => kind === 'thanks' && sentence === hit.sentence && end <= hit.first,
    );
    return isSaidOf(folded, supplier, hit) || (standsBefore(folded, hit, supplier, BETWEEN) && !thanked);
  });
}

/** `Nobody drives like Bluebird Coaches`. */
const isUnlikeOthers = (
  folded: FoldedText,
  supplier: PhraseHit<string>,
  like: Hit,
  hits: readonly Hit[],
): boolean =>
  standsBefore(folded, like, supplier, BETWEEN) &&
  hits.some(
    ({ kind, sentence, end }) => kind === 'nobody' && sentence === like.sentence && end <= like.first,
  );

function isCriticised(folded: FoldedText, supplier: PhraseHit<string>, hits: readonly Hit[]): boolean {
  return hits.some((hit) => {
    if (hit.sentence !== supplier.sentence) return false;
    if (hit.kind === 'running_down') return true;
    return (
      (hit.kind === 'criticism' && saidOf(folded, supplier, hit) && !isDenied(folded, hit)) ||
      (hit.kind === 'praise' && saidOf(folded, supplier, hit) && isDenied(folded, hit))
    );
  });
}

const saidOf = (folded: FoldedText, supplier: PhraseHit<string>, hit: Hit): boolean =>
  standsBefore(folded, hit, supplier, BETWEEN) || isSaidOf(folded, supplier, hit);

/** Wording of a review or an advertisement, whether or not whom it is for is listed. */
function reviewsIn(folded: FoldedText, hits: readonly Hit[]): { from: number; to: number }[] {
  const businesses = hits.filter(({ kind }) => kind === 'business');
  const best = hits.flatMap((hit) => {
    if (hit.kind !== 'praise' && hit.kind !== 'criticism') return [];
    if (!/^(?:best|worst|cheapest|finest)$/u.test(hit.phrase)) return [];
    const business = businesses.find((each) => standsBefore(folded, hit, each, BUSINESS_BETWEEN, 2));
    const ever = business && folded.words[business.end];
    return business && ever && EVER.has(ever.key) ? [{ from: hit.from, to: ever.to }] : [];
  });
  const selling = hits.filter(({ kind }) => kind === 'selling');
  const stars =
    businesses.length > 0 || selling.length > 0 ? starsIn(folded.text) : starsIn(folded.text, true);
  return [...selling, ...best, ...stars, ...reductionsIn(folded.text)].map(({ from, to }) => ({ from, to }));
}

const BUSINESS_BETWEEN = new Set(
  'coach taxi photo uniform travel catering cleaning local school bus sports book toy clothes shoe sweet coffee ice cream'.split(
    ' ',
  ),
);

const REDUCED = /\b\d{1,2} ?% (?:off|discount)\b/giu;
const reductionsIn = (text: string): { from: number; to: number }[] =>
  [...text.matchAll(REDUCED)].map(({ 0: all, index }) => ({ from: index, to: index + all.length }));
